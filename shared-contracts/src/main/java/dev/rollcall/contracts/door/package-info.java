/** Doors in front of the framework, for the few requests that are most of all. */
@NullMarked
package dev.rollcall.contracts.door;

import org.jspecify.annotations.NullMarked;
