/** The question a gateway asks per request, and the local user it gets. */
@NullMarked
package dev.rollcall.contracts.resolve;

import org.jspecify.annotations.NullMarked;
