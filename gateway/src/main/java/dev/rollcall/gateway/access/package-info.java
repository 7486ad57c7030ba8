/** Who may pass, and the evidence of it. */
@NullMarked
package dev.rollcall.gateway.access;

import org.jspecify.annotations.NullMarked;
