/** How JSON and faults travel over HTTP. */
@NullMarked
package dev.rollcall.clerk.wire;

import org.jspecify.annotations.NullMarked;
