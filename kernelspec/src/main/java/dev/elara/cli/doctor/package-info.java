/** {@code elara doctor}: examines everything a kernel depends on and says what to do. */
@NullMarked
package dev.elara.cli.doctor;

import org.jspecify.annotations.NullMarked;
