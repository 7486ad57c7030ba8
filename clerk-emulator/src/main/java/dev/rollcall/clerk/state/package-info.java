/** What the emulator remembers, in memory and in one file that survives a restart. */
@NullMarked
package dev.rollcall.clerk.state;

import org.jspecify.annotations.NullMarked;
