-- The row that webhook-service keeps of a message: same columns, same payload, an id as random as Svix's.
\set high random(1, 9223372036854775807)
\set low random(1, 9223372036854775807)
INSERT INTO bench.inbox
       (message_id, type, subject, occurred_at, received_at, payload, priority, state,
        secret_index, next_attempt_at)
VALUES ('msg_' || to_hex(:high::bigint) || to_hex(:low::bigint), 'user.created',
        'user_' || to_hex(:low::bigint), now(), now(), decode(:payload::text, 'hex'), 1, 'pending',
        0, now());
