/** The emulator as its callers meet it: the real application over HTTP. */
@NullMarked
package dev.rollcall.clerk;

import org.jspecify.annotations.NullMarked;
