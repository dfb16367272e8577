/**
 * Ends a search. Before {@link java.util.ResourceBundle} takes javac's own messages, it asks the
 * class path for a provider of others under these names, which opens each jar: a tenth of the way
 * to the first cell. What it finds here is no provider, so it takes javac's own.
 */
@NullMarked
package com.sun.tools.javac.resources.spi;

import org.jspecify.annotations.NullMarked;
