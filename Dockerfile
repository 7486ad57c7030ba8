# One image for every service: the command says which one a container runs.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B -Dmaven.test.skip=true -am package \
    -pl local-stack,clerk-emulator,webhook-service,identity-service,audit-service,gateway,sample-backend

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 rollcall && useradd --uid 10001 --gid rollcall --no-create-home rollcall \
    && install -d -o rollcall -g rollcall -m 0700 /var/lib/rollcall /opt/rollcall
WORKDIR /opt/rollcall
COPY --from=build /src/local-stack/target/local-stack.jar local-stack/target/
COPY --from=build /src/local-stack/target/lib local-stack/target/lib
COPY --from=build /src/clerk-emulator/target/clerk-emulator.jar clerk-emulator/target/
COPY --from=build /src/clerk-emulator/target/lib clerk-emulator/target/lib
COPY --from=build /src/webhook-service/target/webhook-service.jar webhook-service/target/
COPY --from=build /src/webhook-service/target/lib webhook-service/target/lib
COPY --from=build /src/identity-service/target/identity-service.jar identity-service/target/
COPY --from=build /src/identity-service/target/lib identity-service/target/lib
COPY --from=build /src/audit-service/target/audit-service.jar audit-service/target/
COPY --from=build /src/audit-service/target/lib audit-service/target/lib
COPY --from=build /src/gateway/target/gateway.jar gateway/target/
COPY --from=build /src/gateway/target/lib gateway/target/lib
COPY --from=build /src/sample-backend/target/sample-backend.jar sample-backend/target/
COPY --from=build /src/sample-backend/target/lib sample-backend/target/lib
USER rollcall
ENV ROLLCALL_HOME=/var/lib/rollcall ROLLCALL_BIND=0.0.0.0 JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70"
