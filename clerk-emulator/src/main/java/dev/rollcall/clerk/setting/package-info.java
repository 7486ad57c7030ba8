/** What the emulator is told at its start, and what it refuses to start with. */
@NullMarked
package dev.rollcall.clerk.setting;

import org.jspecify.annotations.NullMarked;
