/** The launcher: which processes there are, what each is told, and how they live and end. */
@NullMarked
package dev.rollcall.stack.launch;

import org.jspecify.annotations.NullMarked;
