-- Of the people whose ids begin with :tag: received a second, and p50 and p99 in ms from received to applied. A row is
-- visible before its event is marked as applied.
SELECT 'figures ' || round(((count(*) - 1) / extract(epoch FROM max(received_at) - min(received_at)))::numeric, 1)
       || ' ' || round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM applied_at - received_at))::numeric, 3)
       || ' ' || round(1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM applied_at - received_at))::numeric, 3)
       || ' ' || count(*) FILTER (WHERE applied_at IS NULL)
  FROM webhook.inbox
 WHERE subject LIKE replace(:'tag', '_', '\_') || '%';
