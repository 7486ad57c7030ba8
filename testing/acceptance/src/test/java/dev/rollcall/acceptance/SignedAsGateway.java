package dev.rollcall.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.stack.secret.Secrets;
import java.text.ParseException;
import java.time.Clock;
import java.util.UUID;

/** Tokens as a stack's gateway signs them for one upstream, and some as it never would. */
record SignedAsGateway(Secrets secrets, String upstream) {

    static final String SERVICE_KEY = "gateway.1";
    static final String IDENTITY_KEY = "gateway-identity.1";

    String service() {
        return service(secrets.privateKey(SERVICE_KEY), Clock.systemUTC());
    }

    String service(String key, Clock clock) {
        return new ServiceTokens.Signer(ServiceName.GATEWAY, key, clock).sign(upstream);
    }

    /** Another service, whose key is trusted too, says that it is the gateway. */
    String serviceOf(ServiceName other) throws JOSEException, ParseException {
        ECKey key = ECKey.parse(secrets.privateKey(other.wire() + ".1"));
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("rollcall-service+jwt"))
                        .keyID(key.getKeyID())
                        .build();
        JWSObject signed = new JWSObject(header, JWSObject.parse(service()).getPayload());
        signed.sign(new ECDSASigner(key));
        return signed.serialize();
    }

    String identity() {
        return identity(secrets.privateKey(IDENTITY_KEY), Clock.systemUTC());
    }

    String identity(String key, Clock clock) {
        return new IdentityTokens.Signer(key, clock).sign(ada(), upstream);
    }

    String unsignedIdentity() {
        String header =
                "{\"alg\":\"none\",\"kid\":\"gateway-identity.1\",\"typ\":\"rollcall-identity+jwt\"}";
        return Base64URL.encode(header) + "." + identity().split("\\.", -1)[1] + ".";
    }

    /** The public key, which everybody has, taken for a secret. */
    String identityUnderThePublicKey() throws JOSEException, ParseException {
        ECKey published = ECKey.parse(secrets.privateKey(IDENTITY_KEY)).toPublicJWK();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("rollcall-identity+jwt"))
                        .keyID(IDENTITY_KEY)
                        .build();
        JWSObject signed = new JWSObject(header, JWSObject.parse(identity()).getPayload());
        signed.sign(new MACSigner(published.toJSONString()));
        return signed.serialize();
    }

    private static AuthenticatedUser ada() {
        return new AuthenticatedUser(
                new UserId(UUID.fromString("01932d5a-0000-7000-8000-000000000001")),
                new ClerkUserId("user_ada"),
                new ClerkSessionId("sess_ada"),
                new RequestId("around-the-gateway"),
                "member",
                "active",
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
