// What the program's runtime asks of `Function`: it makes functions of text, which a page may forbid
// (a content security policy without `unsafe-eval`). There are few shapes of them, and here they are.
// Text that is none of them goes to the real `Function`.
const Real = globalThis.Function;

/** The bodies that Java code of the program declares, beside those that return a parameter. */
const BODIES = new Map([
  ['{return {};}', () => ({})],
  ["return typeof obj=='undefined';", (_, obj) => typeof obj === 'undefined'],
  ['return object.toString();', (_, object) => object.toString()],
]);

const guarded = (rethrow, call) => {
  try {
    return call();
  } catch (error) {
    return rethrow(error);
  }
};

/** How a body begins, and the function that it makes. */
const SHAPES = [
  ["return new Function('wrapCallFromJavaToJs'", (wrap, ...parts) =>
    Function('wrapCallFromJavaToJs', ...parts).bind(undefined, wrap)],
  ['try {\n    return fn(', (rethrow, fn, ...values) => guarded(rethrow, () => fn(...values))],
  ['try {\n    return instance !== null', (rethrow, global, instance, method, ...values) =>
    guarded(rethrow, () =>
      instance !== null ? instance[method](...values) : global(method)(...values))],
  ['try {\n    return new constructor(', (rethrow, constructor, ...values) =>
    guarded(rethrow, () => new constructor(...values))],
  ['return [', (...values) => values],
  ['return function(p', (rethrow, fn) => (...values) => guarded(rethrow, () => fn(...values))],
  ['return function() {\n    try {\n        return fn();', (rethrow, fn) => () =>
    guarded(rethrow, fn)],
];
const CLASS = /^return function \w+\(marker, javaObject\) \{\n    return constructor\.call\(this, marker, javaObject\);/;
const NAME = /^return ([\w$]+);$/;

/** In place of `new Function(...names, body)`. */
function Function(...parts) {
  const body = parts.at(-1);
  const shape = BODIES.get(body) ?? SHAPES.find(([start]) => body.startsWith(start))?.[1];
  if (shape) {
    return shape;
  }
  if (CLASS.test(body)) {
    return (constructor) =>
      function (marker, javaObject) {
        return constructor.call(this, marker, javaObject);
      };
  }
  const name = NAME.exec(body)?.[1];
  const at = parts.indexOf(name);
  if (at >= 0) {
    return (...values) => values[at];
  }
  return parts.length === 1 && name in globalThis ? () => globalThis[name] : Real(...parts);
}
