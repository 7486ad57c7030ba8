/** Hostile spellings and framings, judged without a server. */
@NullMarked
package dev.rollcall.gateway.hygiene;

import org.jspecify.annotations.NullMarked;
