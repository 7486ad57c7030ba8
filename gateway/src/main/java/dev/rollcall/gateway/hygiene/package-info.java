/** What a raw request must look like before anybody reads it. */
@NullMarked
package dev.rollcall.gateway.hygiene;

import org.jspecify.annotations.NullMarked;
