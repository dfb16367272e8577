/** Classes of the JDK that javac or the compiler half uses and TeaVM's library lacks. */
@NullMarked
package org.teavm.classlib.java.util.concurrent.locks;

import org.jspecify.annotations.NullMarked;
