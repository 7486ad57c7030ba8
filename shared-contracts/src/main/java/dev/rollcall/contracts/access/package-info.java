/** Service tokens as micronaut-security sees them, and the signed identity as a parameter. */
@NullMarked
package dev.rollcall.contracts.access;

import org.jspecify.annotations.NullMarked;
