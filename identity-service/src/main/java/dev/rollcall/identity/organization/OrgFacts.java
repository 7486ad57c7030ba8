package dev.rollcall.identity.organization;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.ChangedFields;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.FactsHash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror keeps of a Clerk organisation.
 *
 * @param slug null where the instance has slugs switched off
 * @param createdBy the creator, who is its owner here
 */
public record OrgFacts(
        String name,
        @Nullable String slug,
        @Nullable String imageUrl,
        @Nullable ClerkUserId createdBy,
        @Nullable Instant createdAt)
        implements Facts<OrgFacts> {

    @Override
    public long hash() {
        return FactsHash.of(name, slug, imageUrl, createdBy, createdAt);
    }

    @Override
    public List<String> changedFields(OrgFacts before) {
        // Who is gone from the row has been deleted: to be named again does not bring them back.
        ClerkUserId ownerBefore = before.createdBy == null ? createdBy : before.createdBy;
        return new ChangedFields()
                .compare("name", before.name, name)
                .compare("slug", before.slug, slug)
                .compare("image_url", before.imageUrl, imageUrl)
                .compare("owner", ownerBefore, createdBy)
                .compare("created_at", before.createdAt, createdAt)
                .names();
    }
}
