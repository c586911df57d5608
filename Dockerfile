FROM node:26-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error && npm cache clean --force

# Node runs the TypeScript as it is. Only the workflows are bundled, for Temporal's sandbox: here once, and not at each start.
COPY . .
RUN node dondoc.ts bundle && install --directory --owner=node --group=node var

USER node
EXPOSE 8069
CMD ["node", "dondoc.ts", "api"]
