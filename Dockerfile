# Build with the compiler that SQLite's add-on may need; run without it. Bluetooth stays on the host: in a container the sources are simulated or replay.
FROM node:20-bookworm AS build
WORKDIR /app
COPY . .
RUN npm ci --omit=optional && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production SOLESTREAM_DATA=/data
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json /app/build.js ./
COPY --from=build --chown=node:node /app/bin ./bin
COPY --from=build --chown=node:node /app/dist ./dist
COPY --from=build --chown=node:node /app/node_modules ./node_modules
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8420
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:8420/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/solestream.js", "start"]
