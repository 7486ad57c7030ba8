/** Who passes. */
@NullMarked
package dev.rollcall.gateway.access;

import org.jspecify.annotations.NullMarked;
