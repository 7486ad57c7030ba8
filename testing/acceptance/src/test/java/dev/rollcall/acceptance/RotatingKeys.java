package dev.rollcall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;

/** Clerk's keys as an instance serves them that changes its own: the old one, both, the new one. */
final class RotatingKeys implements AutoCloseable {

    enum Served {
        OLD,
        BOTH,
        NEW
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode old;
    private final RSAKey key;
    private final HttpServer server;
    private volatile Served served = Served.OLD;

    /** {@code old}: the key set of the instance as it is. */
    RotatingKeys(JsonNode old) {
        this.old = old;
        try {
            key = new RSAKeyGenerator(2048).keyID("ins_new").keyUse(KeyUse.SIGNATURE).generate();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = JSON.writeValueAsBytes(set());
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    void serve(Served keys) {
        served = keys;
    }

    /** The same token, signed with the new key. */
    String signAnew(String token) {
        try {
            JWSObject parsed = JWSObject.parse(token);
            JWSHeader header =
                    new JWSHeader.Builder(parsed.getHeader()).keyID(key.getKeyID()).build();
            JWSObject signed = new JWSObject(header, parsed.getPayload());
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException | ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode set() throws IOException {
        ObjectNode set = JSON.createObjectNode();
        ArrayNode keys = set.putArray("keys");
        if (served != Served.NEW) {
            old.path("keys").forEach(keys::add);
        }
        if (served != Served.OLD) {
            ObjectNode added = (ObjectNode) JSON.readTree(key.toPublicJWK().toJSONString());
            keys.add(added.put("alg", "RS256"));
        }
        return set;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
