/** JSON as trees of maps, lists and scalars, in the one spelling the emulator writes. */
@NullMarked
package dev.rollcall.clerk.json;

import org.jspecify.annotations.NullMarked;
