// A picture that is larger than its frame opens where the case stands, or where it begins, not on its empty corner.
export function show(picture) {
  const state = picture.querySelector('.state.now') ?? picture.querySelector('.state');
  if (!state) return;
  const [frame, box] = [picture.getBoundingClientRect(), state.getBoundingClientRect()];
  picture.scrollBy({
    left: box.left + box.width / 2 - frame.left - frame.width / 2,
    top: box.top + box.height / 2 - frame.top - frame.height / 2,
    behavior: 'instant',
  });
}
