/** Starting a service: settings, files, database address, guards. */
@NullMarked
package dev.rollcall.contracts.start;

import org.jspecify.annotations.NullMarked;
