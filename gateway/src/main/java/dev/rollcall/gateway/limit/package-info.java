/** How much one address, person or organisation may ask. */
@NullMarked
package dev.rollcall.gateway.limit;

import org.jspecify.annotations.NullMarked;
