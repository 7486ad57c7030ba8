/**
 * What plays with the running stack: one person's story, asserted step by step; session tokens; the
 * emulator's switches.
 */
@NullMarked
package dev.rollcall.stack.demo;

import org.jspecify.annotations.NullMarked;
