/** Sessions at Clerk, as far as revocation needs them. */
@NullMarked
package dev.rollcall.identity.session;

import org.jspecify.annotations.NullMarked;
