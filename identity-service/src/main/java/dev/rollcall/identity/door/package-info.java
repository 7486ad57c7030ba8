/** The short way of the question that the gateway asks with every request. */
@NullMarked
package dev.rollcall.identity.door;

import org.jspecify.annotations.NullMarked;
