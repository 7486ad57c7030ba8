/** Passing an admitted request on, and its answer back. */
@NullMarked
package dev.rollcall.gateway.proxy;

import org.jspecify.annotations.NullMarked;
