/** How much may be remembered. */
@NullMarked
package dev.rollcall.gateway.memory;

import org.jspecify.annotations.NullMarked;
