// The theme that was chosen outlasts the page, so that the next one is drawn in it from its first byte.
export function remember(name, theme) {
  document.cookie = `${name}=${theme}; path=/; max-age=31536000; samesite=strict`;
}
