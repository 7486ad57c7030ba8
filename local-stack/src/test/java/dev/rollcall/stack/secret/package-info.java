/** Tests of the local stack's secrets. */
@NullMarked
package dev.rollcall.stack.secret;

import org.jspecify.annotations.NullMarked;
