/** Tests of the package. */
@NullMarked
package dev.rollcall.stack.adopt;

import org.jspecify.annotations.NullMarked;
