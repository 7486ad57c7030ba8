package dev.rollcall.contracts.token;

import dev.rollcall.contracts.id.RequestId;

/** What a verified service token says: who calls, on behalf of which request. */
public record ServiceToken(ServiceName caller, RequestId requestId) {}
