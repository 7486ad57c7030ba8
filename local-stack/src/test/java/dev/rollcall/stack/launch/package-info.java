/** Tests of the launcher's launch. */
@NullMarked
package dev.rollcall.stack.launch;

import org.jspecify.annotations.NullMarked;
