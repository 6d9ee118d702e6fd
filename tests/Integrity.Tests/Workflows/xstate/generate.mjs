// Walks at random over the shipped definitions and over made-up machines with nested states, asks XState v5 what
// each event does, and writes the answers to ../data/xstate-walks.json. How to run it: README.md beside this file.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

// XState is looked for where the script is run, so that the repository holds no node packages.
const { createMachine, initialTransition, transition } = createRequire(join(process.cwd(), 'x'))('xstate');

const here = dirname(fileURLToPath(import.meta.url));
const shipped = join(here, '../../../../workflows');
const outcomes = ['sanction', 'refer', 'dismiss', 'accept', 'reject'];

// mulberry32: the same seed gives the same vector.
let seed = 20261122;
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = n => Math.floor(chance() * n);
const pick = list => list[below(list.length)];

// A deadline's expiry is an event of its own here, so `after` becomes `on`; meta and tags decide nothing.
function plain(node) {
  const { after, on, meta, tags, states, description, ...rest } = node;
  const all = { ...on };
  for (const [name, answer] of Object.entries(after ?? {})) all[`after:${name}`] = answer;
  if (Object.keys(all).length) rest.on = JSON.parse(JSON.stringify(all, (key, value) => (key === 'meta' ? undefined : value)));
  if (states) rest.states = Object.fromEntries(Object.entries(states).map(([key, value]) => [key, plain(value)]));
  return rest;
}

function triggers(node, found = new Set()) {
  for (const event of Object.keys(node.on ?? {})) found.add(event);
  for (const child of Object.values(node.states ?? {})) triggers(child, found);
  return found;
}

// A machine of up to three levels with every trait of the profile: inner and outer handlers of one event, guards,
// arrows that stay, stop, re-enter, aim at a sibling, a child or an id, and final states at every level.
function madeUp(number) {
  let actions = 0;
  const action = () => ({ type: `a${actions++}` });
  const some = likely => (chance() < likely ? [action()] : undefined);
  const events = ['A', 'B', 'C', 'D', 'E'];
  const paths = [];
  const build = (path, depth) => {
    paths.push(path);
    const node = { entry: some(0.7), exit: some(0.7) };
    if (depth === 0 || (depth < 3 && chance() < 0.45)) {
      const keys = ['p', 'q', 'r', 's'].slice(0, 2 + below(3));
      node.initial = pick(keys);
      node.states = Object.fromEntries(keys.map(key => [key, build([...path, key], depth + 1)]));
    } else if (chance() < 0.15) return { ...node, type: 'final' };
    return node;
  };
  const root = { id: `m${number}`, ...build([], 0) };
  const targets = (node, path) => {
    const found = paths.filter(other => other.length > 0).map(other => `#m${number}.${other.join('.')}`);
    if (node.states) found.push(...Object.keys(node.states).map(key => `.${key}`));
    if (path.length > 0) found.push(...paths.filter(other => other.length === path.length && other.slice(0, -1).join() === path.slice(0, -1).join()).map(other => other.at(-1)));
    return found;
  };
  const arrow = (node, path) => {
    const made = {};
    if (chance() < 0.35) made.guard = { type: 'outcomeIs', params: { outcome: pick(outcomes) } };
    if (chance() < 0.85) made.target = pick(targets(node, path));
    if (made.target && chance() < 0.15) made.reenter = true;
    made.actions = some(0.6);
    return made;
  };
  const wire = (node, path) => {
    if (node.type === 'final') return;
    node.on = {};
    for (const event of events) {
      if (chance() < 0.45) node.on[event] = chance() < 0.4 ? [arrow(node, path), arrow(node, path), arrow(node, path)] : arrow(node, path);
    }
    if (chance() < 0.3) node.after = { limit: arrow(node, path) };
    for (const [key, child] of Object.entries(node.states ?? {})) wire(child, [...path, key]);
  };
  wire(root, []);
  return JSON.parse(JSON.stringify(root));
}

const guards = {
  outcomeIs: ({ event }, params) => [event.outcome ?? []].flat().includes(params.outcome),
};

// What an envelope names beside its machine, and the machine may not know: REOPEN, or a deadline that fires an event of its own.
const named = envelope => [...Object.keys(envelope.events ?? {}), ...Object.keys(envelope.deadlines ?? {}).map(name => `after:${name}`)];

function walks(machineJson, count, length, besides = []) {
  const machine = createMachine(plain(machineJson), { guards });
  const states = [], happenings = [], actions = [];
  const index = (table, value) => {
    const text = JSON.stringify(value);
    let at = table.findIndex(other => JSON.stringify(other) === text);
    if (at < 0) at = table.push(value) - 1;
    return at;
  };
  const all = [...new Set([...triggers(plain(machineJson)), ...besides])];
  const guarded = new Set();
  const look = node => {
    for (const [event, answer] of Object.entries(node.on ?? {})) if (JSON.stringify(answer).includes('outcomeIs')) guarded.add(event);
    Object.values(node.states ?? {}).forEach(look);
  };
  look(plain(machineJson));
  const happening = () => {
    const event = chance() < 0.02 ? 'UNHEARD_OF' : pick(all);
    const draw = guarded.has(event) || chance() < 0.02 ? chance() : 1;
    if (draw < 0.5) return { event, params: { outcome: pick(outcomes) } };
    if (draw < 0.7) return { event, params: { outcome: [pick(outcomes), pick(outcomes)] } };
    return { event };
  };
  const told = [];
  for (let i = 0; i < count; i++) {
    let [snapshot] = initialTransition(machine);
    const walk = [];
    for (let step = 0; step < length; step++) {
      let next = happening();
      const sent = () => ({ type: next.event, ...next.params });
      const can = () => snapshot.status === 'active' && snapshot.can(sent());
      // Most events are ones that may do something, or the walks would stand still.
      for (let tries = 0; tries < 30 && !can() && chance() < 0.9; tries++) next = happening();
      const allowed = can();
      let done = [];
      if (snapshot.status === 'active') {
        const before = JSON.stringify(snapshot.value);
        [snapshot, done] = transition(machine, snapshot, sent());
        if (!allowed && (done.length || JSON.stringify(snapshot.value) !== before)) throw new Error('not allowed, yet something happened');
      }
      walk.push([index(happenings, next), allowed ? 1 : 0, index(states, snapshot.value), ...done.map(action => index(actions, action.type))]);
    }
    told.push(walk);
  }
  return { happenings, states, actions, walks: told };
}

const definitions = [];
for (const file of readdirSync(shipped).filter(name => name.endsWith('.json') && !name.endsWith('.schema.json')).sort()) {
  const envelope = JSON.parse(readFileSync(join(shipped, file), 'utf8'));
  definitions.push({ file, ...walks(envelope.machine, file === 'penalty.json' ? 600 : 100, 18, named(envelope)) });
}
for (let number = 1; number <= 50; number++) {
  const machine = madeUp(number);
  definitions.push({ machine, ...walks(machine, 30, 10) });
}
const text = '[\n' + definitions.map(definition => JSON.stringify(definition)).join(',\n') + '\n]\n';
writeFileSync(join(here, '../data/xstate-walks.json'), text);
console.log(`${definitions.length} definitions, ${definitions.reduce((sum, one) => sum + one.walks.length, 0)} walks, ${text.length} bytes`);
