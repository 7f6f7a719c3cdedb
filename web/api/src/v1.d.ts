// Generated from the server's OpenAPI document by generate.mjs: change the server instead.

export interface paths {
    "/v1/bots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bots this token has access to. */
        get: operations["getBots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bot. */
        get: operations["getBot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/conversations/{conversationId}/session-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session: its variables, internal and sys. */
        get: operations["getConversationSessionData"];
        /** Replaces the variables of the session. */
        put: operations["replaceConversationSessionData"];
        /** Merges values into the session, creating it when there is none. */
        post: operations["setConversationSessionData"];
        /** Removes the session: values, contexts, pending input, pause. The history stays. */
        delete: operations["deleteSessionDataByConversationId"];
        options?: never;
        head?: never;
        /** Merges values into the session, creating it when there is none. */
        patch: operations["mergeConversationSessionData"];
        trace?: never;
    };
    "/v1/bots/{botId}/conversations/{conversationId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acts on a conversation. In this order: unpause, session, messages, dialog, pause. */
        post: operations["executeConversationAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/nlp/extract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Understands one text. Nothing is written to any session. */
        post: operations["extract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/webhook/{channelId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A user's message on a webhook channel. The answer means that it is durable; what the bot says goes to the channel's webhook. Unknown members are ignored. */
        post: operations["sendWebhookMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhookMessage/{botId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A user's message, authorised by the verify token of a webhook channel of the bot.
         * @deprecated
         */
        post: operations["legacyWebhookMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offload/webhook/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells a receiver of handovers that this server is there. */
        get: operations["getOffloadWebhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions users have talked in, the latest first. */
        get: operations["getAllPaginatedConversationsByBotId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All messages of a session, the oldest first, with the values of sensitive variables. */
        get: operations["getAllMessagesInConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bots/{botId}/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in conversations, the oldest first, for analytics. */
        get: operations["getEventStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessionData/{botId}/{senderId}/{namespace}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A part of the session, bare.
         * @deprecated
         */
        get: operations["legacySessionData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bots/{botId}/history/{senderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All messages of a session, the oldest first.
         * @deprecated
         */
        get: operations["legacyHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chatMessage/{botId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages of all sessions, the oldest first.
         * @deprecated
         */
        get: operations["legacyChatMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes to a session, sends messages, and starts a bot dialog.
         * @deprecated
         */
        post: operations["legacyWebview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bots/{botId}/extract/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Understands one text.
         * @deprecated
         */
        post: operations["legacyExtract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this API takes and answers. */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this API takes and answers. */
        get: operations["getDocumentation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            statusCode: number;
            error: string;
            message: string;
            code: string;
            params: {
                [key: string]: unknown;
            };
        };
        "session-data---namespace": {
            key: string;
            value?: unknown;
        }[] | {
            namespace?: string | null;
            data?: unknown;
            sessionData?: {
                [key: string]: unknown;
            } | null;
            sessionDataToSet?: components["schemas"]["a-list-of--key"] | null;
        };
        "a-list-of--key": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
        "session-data---namespace.2": {
            key: string;
            value?: unknown;
        }[] | {
            namespace?: string | null;
            data?: unknown;
            sessionData?: {
                [key: string]: unknown;
            } | null;
            sessionDataToSet?: components["schemas"]["a-list-of--key.2"] | null;
        };
        "a-list-of--key.2": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
        "session-data---namespace.3": {
            key: string;
            value?: unknown;
        }[] | {
            namespace?: string | null;
            data?: unknown;
            sessionData?: {
                [key: string]: unknown;
            } | null;
            sessionDataToSet?: components["schemas"]["a-list-of--key.3"] | null;
        };
        "a-list-of--key.3": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
        "session-data---namespace.4": {
            key: string;
            value?: unknown;
        }[] | {
            namespace?: string | null;
            data?: unknown;
            sessionData?: {
                [key: string]: unknown;
            } | null;
            sessionDataToSet?: components["schemas"]["a-list-of--key.4"] | null;
        };
        "a-list-of--key.4": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
        "a-list-of--key-2": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
        "a-bot-dialog": (string | number | boolean) | {
            dialogstateId?: (string | number | boolean) | null;
            nextDialogstateId?: (string | number | boolean) | null;
            nextDialogstate?: (string | number | boolean) | null;
            nextDialogStateId?: (string | number | boolean) | null;
            id?: (string | number | boolean) | null;
        };
        true: boolean | {
            minutes: number;
        };
        "a-list-of--key.5": {
            key: string;
            value?: unknown;
        }[] | {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getBots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    }[];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getBot: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        primaryLanguage: string;
                        languages: string[];
                        versions: ("DRAFT" | "LIVE")[];
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getConversationSessionData: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description A path into the session: only what is there is answered. */
                namespace?: string;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session, or the value at the namespace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replaceConversationSessionData: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["session-data---namespace.3"];
            };
        };
        responses: {
            /** @description The session afterwards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setConversationSessionData: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["session-data---namespace"];
            };
        };
        responses: {
            /** @description The session afterwards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteSessionDataByConversationId: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    mergeConversationSessionData: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["session-data---namespace.2"];
            };
        };
        responses: {
            /** @description The session afterwards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    executeConversationAction: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sendMessages?: {
                        [key: string]: unknown;
                    }[] | null;
                    setSession?: components["schemas"]["session-data---namespace.4"] | null;
                    session?: components["schemas"]["session-data---namespace.4"] | null;
                    setSessionData?: components["schemas"]["session-data---namespace.4"] | null;
                    sessionData?: {
                        [key: string]: unknown;
                    } | null;
                    sessionDataToSet?: components["schemas"]["a-list-of--key-2"] | null;
                    triggerDialog?: components["schemas"]["a-bot-dialog"] | null;
                    goToDialogstate?: components["schemas"]["a-bot-dialog"] | null;
                    triggerDialogstate?: components["schemas"]["a-bot-dialog"] | null;
                    nextDialogstate?: components["schemas"]["a-bot-dialog"] | null;
                    nextDialogstateId?: components["schemas"]["a-bot-dialog"] | null;
                    action?: {
                        nextDialogstate?: components["schemas"]["a-bot-dialog"] | null;
                        nextDialogstateId?: components["schemas"]["a-bot-dialog"] | null;
                    } | null;
                    pauseBot?: components["schemas"]["true"] | null;
                    pause?: components["schemas"]["true"] | null;
                    paused?: components["schemas"]["true"] | null;
                    unpauseBot?: boolean | null;
                    resumeBot?: boolean | null;
                    endOffload?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description A dialog was to be triggered while the bot is paused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    extract: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    language: string;
                    expression: string;
                };
            };
        };
        responses: {
            /** @description What was understood; the same under `data` for older clients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        extract: {
                            query: string;
                            intent?: string | null;
                            score: number;
                            exactMatchedIntent?: string | null;
                            intents: {
                                intent: string;
                                score: number;
                            }[];
                            entities: {
                                name: string;
                                value: unknown;
                                score: number;
                                startIndex: number;
                                endIndex: number;
                                systemEntity: boolean;
                            }[];
                            entityThreshold: number;
                            intentThreshold: number;
                            __typename?: string | null;
                        };
                        data: {
                            extract: {
                                query: string;
                                intent?: string | null;
                                score: number;
                                exactMatchedIntent?: string | null;
                                intents: {
                                    intent: string;
                                    score: number;
                                }[];
                                entities: {
                                    name: string;
                                    value: unknown;
                                    score: number;
                                    startIndex: number;
                                    endIndex: number;
                                    systemEntity: boolean;
                                }[];
                                entityThreshold: number;
                                intentThreshold: number;
                                __typename?: string | null;
                            };
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The model of this language is not trained. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sendWebhookMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is worked on once within 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel's id, 24 hex digits. */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conversationId?: (string | number | boolean) | null;
                    sessionId?: (string | number | boolean) | null;
                    senderId?: (string | number | boolean) | null;
                    user?: {
                        id?: (string | number | boolean) | null;
                        firstName?: string | null;
                        lastName?: string | null;
                        preferredLanguage?: string | null;
                    } | null;
                    sessionData?: {
                        [key: string]: unknown;
                    } | null;
                    message?: {
                        id?: string | null;
                        type?: string | null;
                        textMessage?: {
                            text: string;
                        } | null;
                        postbackMessage?: {
                            title?: string | null;
                            payload?: unknown;
                            nextDialogstateId?: (string | number | boolean) | null;
                            sessionDataToSet?: components["schemas"]["a-list-of--key.5"] | null;
                        } | null;
                        introMessage?: {
                            [key: string]: unknown;
                        } | null;
                        locationMessage?: {
                            coordinates: {
                                lat: number;
                                long: number;
                            };
                        } | null;
                        fileUploadMessage?: {
                            url?: string | null;
                            urls?: string[] | null;
                        } | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description A request with this idempotency key is being worked on. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description This idempotency key came with another body. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacyWebhookMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: string | null;
                    sender?: {
                        id: string | number | boolean;
                    } | null;
                    verifyToken: string;
                    locale?: string | null;
                };
            };
        };
        responses: {
            /** @description Accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            /** @description The body is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description No channel of this bot has that verify token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Too many messages of this session are waiting. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The server is busy or stopping; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    getOffloadWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        webhookId: string;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getAllPaginatedConversationsByBotId: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description How many items to skip. Items that arrive meanwhile shift the pages: prefer cursor. */
                offset?: number;
                /** @description The `nextCursor` of the page before: continues after it, whatever has arrived since. */
                cursor?: number;
                /** @description With messages at or after this time. */
                from?: string;
                /** @description Begun before this time. */
                to?: string;
                /** @description The type of the channel: web, webHook. */
                channel?: string;
                /** @description Two letters. */
                language?: string;
                /** @description A part of the first name. */
                firstName?: string;
                /** @description A part of the last name. */
                lastName?: string;
                /** @description Those of the emulator too. */
                includeEmulator?: boolean;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            user: {
                                sessionId: string;
                                firstName: string;
                                lastName: string;
                                fullName: string;
                            };
                            botId: string;
                            version: string;
                            channel: string;
                            language: string;
                            createdAt: string;
                            lastActivityAt: string;
                            paused: boolean;
                            handedOver: boolean;
                            messageCount: number;
                        }[];
                        count: number;
                        limit: number;
                        offset: number;
                        nextCursor?: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        user: {
                            sessionId: string;
                            firstName: string;
                            lastName: string;
                            fullName: string;
                        };
                        botId: string;
                        version: string;
                        channel: string;
                        language: string;
                        createdAt: string;
                        lastActivityAt: string;
                        paused: boolean;
                        handedOver: boolean;
                        messageCount: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getAllMessagesInConversation: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description How many items to skip. Items that arrive meanwhile shift the pages: prefer cursor. */
                offset?: number;
                /** @description The `nextCursor` of the page before: continues after it, whatever has arrived since. */
                cursor?: number;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id: one value with sender id and user id. */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            /** @enum {string} */
                            actor: "user" | "bot" | "agent";
                            isIntro: boolean;
                            createdAt: string;
                            timestamp: string;
                            message: {
                                text?: string | null;
                                attachment?: {
                                    type: string;
                                    payload: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                quick_replies?: {
                                    content_type?: string | null;
                                    title?: string | null;
                                    payload?: string | null;
                                    image_url?: string | null;
                                }[] | null;
                                type?: string | null;
                                event?: string | null;
                                payload?: unknown;
                                messageType?: string | null;
                                title?: string | null;
                                nextDialogstateId?: string | null;
                                parameters?: {
                                    key: string;
                                    value?: unknown;
                                }[] | null;
                                urls?: string[] | null;
                                data?: {
                                    [key: string]: unknown;
                                } | null;
                                coordinates?: {
                                    lat: number;
                                    long: number;
                                } | null;
                            };
                            dialogstate?: {
                                id: string;
                                name: string;
                            } | null;
                            nlp?: {
                                intent?: {
                                    name: string;
                                    score: number;
                                } | null;
                            } | null;
                            note?: string | null;
                        }[];
                        count: number;
                        limit: number;
                        offset: number;
                        nextCursor?: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getEventStream: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description From this time on: ISO 8601, or seconds since 1970. */
                start_time?: string;
                /** @description Before this time. */
                end_time?: string;
                /** @description How many events at most; 100 when not given. */
                page_size?: number;
                /** @description The `next_page_token` of the page before. */
                page_token?: string;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; without next_page_token the last one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: {
                            id: string;
                            conversation_id: string;
                            user_id: string;
                            event: string;
                            timestamp: string;
                            attributes: {
                                [key: string]: unknown;
                            };
                        }[];
                        next_page_token?: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacySessionData: {
        parameters: {
            query?: {
                /** @description The token, where a header cannot be set. */
                access_token?: string;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id. */
                senderId: string;
                /** @description A path into the session. */
                namespace: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacyHistory: {
        parameters: {
            query?: {
                /** @description The token, where a header cannot be set. */
                access_token?: string;
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description How many items to skip. Items that arrive meanwhile shift the pages: prefer cursor. */
                offset?: number;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description The session id. */
                senderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            id: string;
                            /** @enum {string} */
                            actor: "user" | "bot" | "agent";
                            isIntro: boolean;
                            createdAt: string;
                            timestamp: string;
                            message: {
                                text?: string | null;
                                attachment?: {
                                    type: string;
                                    payload: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                quick_replies?: {
                                    content_type?: string | null;
                                    title?: string | null;
                                    payload?: string | null;
                                    image_url?: string | null;
                                }[] | null;
                                type?: string | null;
                                event?: string | null;
                                payload?: unknown;
                                messageType?: string | null;
                                title?: string | null;
                                nextDialogstateId?: string | null;
                                parameters?: {
                                    key: string;
                                    value?: unknown;
                                }[] | null;
                                urls?: string[] | null;
                                data?: {
                                    [key: string]: unknown;
                                } | null;
                                coordinates?: {
                                    lat: number;
                                    long: number;
                                } | null;
                            };
                            dialogstate?: {
                                id: string;
                                name: string;
                            } | null;
                            nlp?: {
                                intent?: {
                                    name: string;
                                    score: number;
                                } | null;
                            } | null;
                            note?: string | null;
                        }[];
                        count: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacyChatMessage: {
        parameters: {
            query?: {
                /** @description The token, where a header cannot be set. */
                access_token?: string;
                /** @description At or after this time. */
                from?: string;
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description The `nextCursor` of the page before: continues after it, whatever has arrived since. */
                cursor?: number;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            id: string;
                            /** @enum {string} */
                            actor: "user" | "bot" | "agent";
                            isIntro: boolean;
                            createdAt: string;
                            timestamp: string;
                            message: {
                                text?: string | null;
                                attachment?: {
                                    type: string;
                                    payload: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                quick_replies?: {
                                    content_type?: string | null;
                                    title?: string | null;
                                    payload?: string | null;
                                    image_url?: string | null;
                                }[] | null;
                                type?: string | null;
                                event?: string | null;
                                payload?: unknown;
                                messageType?: string | null;
                                title?: string | null;
                                nextDialogstateId?: string | null;
                                parameters?: {
                                    key: string;
                                    value?: unknown;
                                }[] | null;
                                urls?: string[] | null;
                                data?: {
                                    [key: string]: unknown;
                                } | null;
                                coordinates?: {
                                    lat: number;
                                    long: number;
                                } | null;
                            };
                            dialogstate?: {
                                id: string;
                                name: string;
                            } | null;
                            nlp?: {
                                intent?: {
                                    name: string;
                                    score: number;
                                } | null;
                            } | null;
                            note?: string | null;
                        }[];
                        count: number;
                        nextCursor?: string | null;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacyWebview: {
        parameters: {
            query?: {
                /** @description The token, where a header cannot be set. */
                access_token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    botId: string | number | boolean;
                    senderId: string | number | boolean;
                    session?: {
                        namespace?: string | null;
                        data?: unknown;
                    } | null;
                    action?: {
                        nextDialogstate?: (string | number | boolean) | null;
                        nextDialogstateId?: (string | number | boolean) | null;
                    } | null;
                    messages?: {
                        [key: string]: unknown;
                    }[] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description A dialog was to be triggered while the bot is paused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    legacyExtract: {
        parameters: {
            query?: {
                /** @description The token, where a header cannot be set. */
                access_token?: string;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description DRAFT or LIVE. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    language: string;
                    expression: string;
                };
            };
        };
        responses: {
            /** @description What was understood. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            extract: {
                                query: string;
                                intent?: string | null;
                                score: number;
                                exactMatchedIntent?: string | null;
                                intents: {
                                    intent: string;
                                    score: number;
                                }[];
                                entities: {
                                    name: string;
                                    value: unknown;
                                    score: number;
                                    startIndex: number;
                                    endIndex: number;
                                    systemEntity: boolean;
                                }[];
                                entityThreshold: number;
                                intentThreshold: number;
                                __typename?: string | null;
                            };
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The model of this language is not trained. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statusCode: number;
                        error: string;
                        message: string;
                        code: string;
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getDocumentation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
        };
    };
}
