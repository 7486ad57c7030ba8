/** Tests of processes and ports. */
@NullMarked
package dev.rollcall.stack.process;

import org.jspecify.annotations.NullMarked;
