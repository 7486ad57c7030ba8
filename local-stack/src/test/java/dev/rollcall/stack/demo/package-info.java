/** Tests of the commands that play with the running stack. */
@NullMarked
package dev.rollcall.stack.demo;

import org.jspecify.annotations.NullMarked;
