/** A service's figures, as Prometheus reads them. */
@NullMarked
package dev.rollcall.contracts.metrics;

import org.jspecify.annotations.NullMarked;
