package dev.elara.web.engine;

import org.teavm.jso.JSObject;

/** The slots of an object, a class or a function's values: in JavaScript an array of its own. */
interface Fields extends JSObject {}
