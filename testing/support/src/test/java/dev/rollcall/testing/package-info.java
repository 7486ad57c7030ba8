/** Tests of what tests share. */
@NullMarked
package dev.rollcall.testing;

import org.jspecify.annotations.NullMarked;
