/** The story of one person, played against the running stack and asserted step by step. */
@NullMarked
package dev.rollcall.stack.demo;

import org.jspecify.annotations.NullMarked;
