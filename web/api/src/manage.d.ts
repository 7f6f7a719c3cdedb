// Generated from the server's OpenAPI document by generate.mjs: change the server instead.

export interface paths {
    "/manage/v1/bots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bots the caller has access to. */
        get: operations["listBots"];
        put?: never;
        /** A new bot with the default dialogs, as DRAFT. */
        post: operations["createBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bot. */
        get: operations["showBot"];
        put?: never;
        post?: never;
        /** Removes the bot with all its versions. The history of its users stays until it is past its retention. */
        delete: operations["removeBot"];
        options?: never;
        head?: never;
        /** Changes name and languages. */
        patch: operations["changeBot"];
        trace?: never;
    };
    "/manage/v1/bots/{botId}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The export document of a version. */
        get: operations["exportBot"];
        /** Overwrites DRAFT with an export document. Settings, channels and providers stay. */
        put: operations["importBot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be said about a version without running it. */
        get: operations["checkBot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Status, limits and retention of a version. */
        get: operations["showSettings"];
        /** Replaces the settings of a version. */
        put: operations["changeSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published, and what restoring put aside, the latest first. */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** DRAFT becomes LIVE: all of it, its NLP data, or some flows. Every publication is a version of its own and never changes. */
        post: operations["publishBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A version becomes DRAFT (or LIVE) again. What it replaces is kept as a version, so this can be undone in the same way. */
        post: operations["restoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listFlows"];
        put?: never;
        /** A new one; its id is given out when the body has none. */
        post: operations["createFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/flows/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showFlow"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putFlow"];
        post?: never;
        /** Removes it. */
        delete: operations["removeFlow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/dialogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listDialogs"];
        put?: never;
        /** A new one; its id is given out when the body has none. */
        post: operations["createDialog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/dialogs/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showDialog"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putDialog"];
        post?: never;
        /** Removes it. */
        delete: operations["removeDialog"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listVariables"];
        put?: never;
        /** A new one. */
        post: operations["createVariable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/variables/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showVariable"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putVariable"];
        post?: never;
        /** Removes it. */
        delete: operations["removeVariable"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/event-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listEventDefinitions"];
        put?: never;
        /** A new one. */
        post: operations["createEventDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/event-definitions/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showEventDefinition"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putEventDefinition"];
        post?: never;
        /** Removes it. */
        delete: operations["removeEventDefinition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listIntents"];
        put?: never;
        /** A new one. */
        post: operations["createIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/intents/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showIntent"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putIntent"];
        post?: never;
        /** Removes it. */
        delete: operations["removeIntent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listEntities"];
        put?: never;
        /** A new one. */
        post: operations["createEntity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/entities/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showEntity"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putEntity"];
        post?: never;
        /** Removes it. */
        delete: operations["removeEntity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/api-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listApiSettings"];
        put?: never;
        /** A new one; its id is given out when the body has none. */
        post: operations["createApiSetting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/api-settings/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showApiSetting"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putApiSetting"];
        post?: never;
        /** Removes it. */
        delete: operations["removeApiSetting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listChannels"];
        put?: never;
        /** A new one; its id is given out when the body has none. */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/channels/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showChannel"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putChannel"];
        post?: never;
        /** Removes it. */
        delete: operations["removeChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/offload-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them. Secrets are hidden. */
        get: operations["listOffloadProviders"];
        put?: never;
        /** A new one; its id is given out when the body has none. */
        post: operations["createOffloadProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/offload-providers/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them; its ETag in the header. Secrets are hidden. */
        get: operations["showOffloadProvider"];
        /** Replaces it, or makes it when there is none. Hidden secrets stay as they are. */
        put: operations["putOffloadProvider"];
        post?: never;
        /** Removes it. */
        delete: operations["removeOffloadProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/offload-providers/{item}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs the health check of the saved provider. */
        post: operations["checkOffloadProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The texts of a version, a column for each language. */
        get: operations["exportTranslations"];
        /** Writes the texts of such a table. Empty cells and missing rows leave the texts as they are. */
        put: operations["importTranslations"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversations, the latest first: a new one begins after 15 minutes of silence. Without those of the emulator and those in which no user said anything, unless asked for. */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/conversations/{conversation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: operations["showConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/conversations/{conversation}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said in it, the oldest first. */
        get: operations["listConversationMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/sessions/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a session. */
        get: operations["showSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The error log, the latest first. */
        get: operations["listErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/errors/{errorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One error with its request and response. */
        get: operations["showError"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/conversations/{conversation}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The turns of the conversation's session that are kept in the journal, the latest first. */
        get: operations["listTurns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/conversations/{conversation}/turns/{turn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The time line of a turn: each step with its event, its effects, and the session before and after. */
        get: operations["showTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trains the languages whose NLP data has changed, in the background. */
        post: operations["trainBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which languages are not trained, and how the last trainings went. */
        get: operations["showTraining"];
        put?: never;
        post?: never;
        /** Cancels what is queued or being trained; the models stay as they are. */
        delete: operations["cancelTraining"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/training/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well the expressions of a language are told apart: each judged by a model that has not seen it. Precision and recall of the intents, what is confused with what, and the expressions that are likeliest under the wrong intent. */
        get: operations["showTrainingReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/review-texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What users said and the bot did not understand, or not well; the latest first. Equal texts are one item. What DRAFT says word for word by now is left out. */
        get: operations["listReviewTexts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/review-texts/{textId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the text to an intent of DRAFT, worded as `expression` when given: there the values in it can be marked ("to @city"). */
        post: operations["acceptReviewText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/review-texts/{textId}/out-of-scope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the text to what DRAFT is not for. */
        post: operations["markReviewTextOutOfScope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/review-texts/{textId}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the text off the list, also when it is said again. */
        post: operations["ignoreReviewText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/people/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept of one person in a version of the bot. */
        get: operations["exportPerson"];
        put?: never;
        post?: never;
        /** Erases one person from a version of the bot: session, history, journal, errors, texts for review, what waits to be delivered, files that were sent, live events that are kept for readers. */
        delete: operations["erasePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of a range of time, the last 30 days when none is given. Messages per conversation and duration are the most frequent values. */
        get: operations["showAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The access tokens, without their secrets. */
        get: operations["listTokens"];
        put?: never;
        /** A new token. Its secret is shown this once. Without `bots` it is for every bot, without `role` it edits. */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** The token is refused from now on. */
        delete: operations["removeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, the latest first. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/emulator/{botId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One message of an emulated user; the answer holds what the bot made of it. A turn that takes longer than 30 s goes on without the caller: `finished` is false then. */
        post: operations["emulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live changes as server-sent events: `step` for everything that happens in a conversation, `reset` for a reader that was away for too long. */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logs a person in: the answer sets a cookie. */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the password by a one-time link, and logs in. */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/setup/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose password a one-time link sets. */
        post: operations["checkSetupLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the login of this browser. */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who calls, and what he is for each bot. */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A new password. Every other login of the person ends. */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/me/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers in which the caller is logged in. */
        get: operations["listLogins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/me/logins/{loginId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one login of the caller. */
        delete: operations["endLogin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts. */
        get: operations["listUsers"];
        put?: never;
        /** A new account, without a password: make a one-time link for it. `bots` gives a member roles for single bots. */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account. */
        get: operations["showUser"];
        put?: never;
        post?: never;
        /** The account is gone, its logins have ended. */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /** Changes what the body names. Disabling an account ends its logins. */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/manage/v1/users/{userId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link with which the person sets a password, once. Earlier links end. */
        post: operations["createSetupLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may do what with the bot. */
        get: operations["showAccess"];
        /** OPEN: every member edits, unless a role says otherwise. */
        put: operations["changeAccess"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/v1/bots/{botId}/access/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The role of a person for the bot. */
        put: operations["giveRole"];
        post?: never;
        /** The person has no role of its own for the bot any more. */
        delete: operations["takeRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this API takes and answers. */
        get: operations["getManageOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this API takes and answers. */
        get: operations["getManageDocumentation"];
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
        "an-object": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text"] | null;
                    url?: components["schemas"]["a-text"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text"] | null;
                    subTitle?: components["schemas"]["a-text"] | null;
                    imageUrl?: components["schemas"]["a-text"] | null;
                    webUrl?: components["schemas"]["a-text"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text"] | null;
                        url?: components["schemas"]["a-text"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text"] | null;
                        url?: components["schemas"]["a-text"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text"] | null;
                    subTitle?: components["schemas"]["a-text"] | null;
                    imageUrl?: components["schemas"]["a-text"] | null;
                    webUrl?: components["schemas"]["a-text"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text"] | null;
                        url?: components["schemas"]["a-text"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text"] | null;
                        url?: components["schemas"]["a-text"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text"] | null;
                    url?: components["schemas"]["a-text"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text"] | null;
                    url?: components["schemas"]["a-text"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text": string | {
            [key: string]: string;
        };
        "an-object-2": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
        };
        "an-object.2": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.2"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.2"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.2"] | null;
                    url?: components["schemas"]["a-text.2"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.2"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text.2"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text.2"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text.2"] | null;
                    subTitle?: components["schemas"]["a-text.2"] | null;
                    imageUrl?: components["schemas"]["a-text.2"] | null;
                    webUrl?: components["schemas"]["a-text.2"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.2"] | null;
                        url?: components["schemas"]["a-text.2"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.2"] | null;
                        url?: components["schemas"]["a-text.2"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text.2"] | null;
                    subTitle?: components["schemas"]["a-text.2"] | null;
                    imageUrl?: components["schemas"]["a-text.2"] | null;
                    webUrl?: components["schemas"]["a-text.2"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.2"] | null;
                        url?: components["schemas"]["a-text.2"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.2"] | null;
                        url?: components["schemas"]["a-text.2"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.2"] | null;
                    url?: components["schemas"]["a-text.2"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.2"] | null;
                    url?: components["schemas"]["a-text.2"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text.2"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text.2"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text.2"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text.2": string | {
            [key: string]: string;
        };
        "an-object-2.2": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
        };
        "an-object.3": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.3"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.3"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.3"] | null;
                    url?: components["schemas"]["a-text.3"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.3"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text.3"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text.3"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text.3"] | null;
                    subTitle?: components["schemas"]["a-text.3"] | null;
                    imageUrl?: components["schemas"]["a-text.3"] | null;
                    webUrl?: components["schemas"]["a-text.3"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.3"] | null;
                        url?: components["schemas"]["a-text.3"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.3"] | null;
                        url?: components["schemas"]["a-text.3"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text.3"] | null;
                    subTitle?: components["schemas"]["a-text.3"] | null;
                    imageUrl?: components["schemas"]["a-text.3"] | null;
                    webUrl?: components["schemas"]["a-text.3"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.3"] | null;
                        url?: components["schemas"]["a-text.3"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.3"] | null;
                        url?: components["schemas"]["a-text.3"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.3"] | null;
                    url?: components["schemas"]["a-text.3"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.3"] | null;
                    url?: components["schemas"]["a-text.3"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text.3"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text.3"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text.3"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text.3": string | {
            [key: string]: string;
        };
        "an-object-2.3": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
        };
        "an-object.4": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.4"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.4"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.4"] | null;
                    url?: components["schemas"]["a-text.4"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.4"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text.4"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text.4"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text.4"] | null;
                    subTitle?: components["schemas"]["a-text.4"] | null;
                    imageUrl?: components["schemas"]["a-text.4"] | null;
                    webUrl?: components["schemas"]["a-text.4"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.4"] | null;
                        url?: components["schemas"]["a-text.4"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.4"] | null;
                        url?: components["schemas"]["a-text.4"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text.4"] | null;
                    subTitle?: components["schemas"]["a-text.4"] | null;
                    imageUrl?: components["schemas"]["a-text.4"] | null;
                    webUrl?: components["schemas"]["a-text.4"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.4"] | null;
                        url?: components["schemas"]["a-text.4"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.4"] | null;
                        url?: components["schemas"]["a-text.4"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.4"] | null;
                    url?: components["schemas"]["a-text.4"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.4"] | null;
                    url?: components["schemas"]["a-text.4"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text.4"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text.4"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text.4"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text.4": string | {
            [key: string]: string;
        };
        "an-object-2.4": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
        };
        "an-object.5": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.5"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.5"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.5"] | null;
                    url?: components["schemas"]["a-text.5"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.5"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text.5"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text.5"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text.5"] | null;
                    subTitle?: components["schemas"]["a-text.5"] | null;
                    imageUrl?: components["schemas"]["a-text.5"] | null;
                    webUrl?: components["schemas"]["a-text.5"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.5"] | null;
                        url?: components["schemas"]["a-text.5"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.5"] | null;
                        url?: components["schemas"]["a-text.5"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text.5"] | null;
                    subTitle?: components["schemas"]["a-text.5"] | null;
                    imageUrl?: components["schemas"]["a-text.5"] | null;
                    webUrl?: components["schemas"]["a-text.5"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.5"] | null;
                        url?: components["schemas"]["a-text.5"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.5"] | null;
                        url?: components["schemas"]["a-text.5"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.5"] | null;
                    url?: components["schemas"]["a-text.5"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.5"] | null;
                    url?: components["schemas"]["a-text.5"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text.5"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text.5"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text.5"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text.5": string | {
            [key: string]: string;
        };
        "an-object-2.5": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
        };
        "an-object.6": {
            /** @constant */
            type: "text";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.6"];
                }[];
            };
        } | {
            /** @constant */
            type: "buttons";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.6"];
                }[];
                buttons: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.6"] | null;
                    url?: components["schemas"]["a-text.6"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[];
            };
        } | {
            /** @constant */
            type: "quickReplies";
            config: {
                textMessages: {
                    text: components["schemas"]["a-text.6"];
                }[];
                quickReplies: {
                    title?: components["schemas"]["a-text.6"] | null;
                    type?: ("postback" | "location") | null;
                    imageUrl?: components["schemas"]["a-text.6"] | null;
                    payload?: unknown;
                    variable?: string | null;
                }[];
            };
        } | {
            /** @constant */
            type: "carousel";
            config: {
                elements: {
                    title?: components["schemas"]["a-text.6"] | null;
                    subTitle?: components["schemas"]["a-text.6"] | null;
                    imageUrl?: components["schemas"]["a-text.6"] | null;
                    webUrl?: components["schemas"]["a-text.6"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.6"] | null;
                        url?: components["schemas"]["a-text.6"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.6"] | null;
                        url?: components["schemas"]["a-text.6"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
            };
        } | {
            /** @constant */
            type: "list";
            config: {
                size?: string | null;
                elements: {
                    title?: components["schemas"]["a-text.6"] | null;
                    subTitle?: components["schemas"]["a-text.6"] | null;
                    imageUrl?: components["schemas"]["a-text.6"] | null;
                    webUrl?: components["schemas"]["a-text.6"] | null;
                    button?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.6"] | null;
                        url?: components["schemas"]["a-text.6"] | null;
                        payload?: unknown;
                        params?: unknown;
                    } | null;
                    buttons?: {
                        type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                        title?: components["schemas"]["a-text.6"] | null;
                        url?: components["schemas"]["a-text.6"] | null;
                        payload?: unknown;
                        params?: unknown;
                    }[] | null;
                }[];
                button?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.6"] | null;
                    url?: components["schemas"]["a-text.6"] | null;
                    payload?: unknown;
                    params?: unknown;
                } | null;
                buttons?: {
                    type?: ("postback" | "web_url" | "phone_number" | "call" | "element_share" | "element share" | "webview") | null;
                    title?: components["schemas"]["a-text.6"] | null;
                    url?: components["schemas"]["a-text.6"] | null;
                    payload?: unknown;
                    params?: unknown;
                }[] | null;
            };
        } | {
            /** @constant */
            type: "media";
            config: {
                media: {
                    /** @enum {string} */
                    type: "image" | "video" | "audio" | "file" | "attachment";
                    url: components["schemas"]["a-text.6"];
                    isCache?: boolean | null;
                };
            };
        } | {
            /** @constant */
            type: "fileUpload";
            config: {
                caption?: components["schemas"]["a-text.6"] | null;
                successDialog?: (string | number | boolean) | null;
                failedDialog?: (string | number | boolean) | null;
            };
        } | {
            /** @constant */
            type: "richText";
            config: {
                html: components["schemas"]["a-text.6"];
            };
        } | {
            /** @constant */
            type: "__raw";
            config: Record<string, never>;
        } | {
            /** @constant */
            type: "JSONTemplate";
            config: Record<string, never>;
        } | {
            type: string;
            config?: unknown;
        };
        "a-text.6": string | {
            [key: string]: string;
        };
        "an-object-2.6": {
            /** @constant */
            type: "clearSession";
            config?: {
                variables?: string[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offload";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "offloading";
            config?: {
                providerId?: (string | number | boolean) | null;
                payload?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "api";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "legacyApi";
            config?: {
                method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
                url: string;
                settingsId?: (string | number | boolean) | null;
                auth?: {
                    type?: ("none" | "basic" | "bearer") | null;
                    username?: (string | number | boolean) | null;
                    password?: (string | number | boolean) | null;
                    token?: (string | number | boolean) | null;
                } | null;
                query?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                headers?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                body?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                repeatAfterInterruption?: boolean | null;
                timeoutMs?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "code";
            config?: {
                args?: {
                    key: string | number | boolean;
                    type?: ("text" | "variable" | "dialogstate") | null;
                    value: string | number | boolean;
                }[] | null;
                code: string;
            } | null;
        } | {
            /** @constant */
            type: "iframe";
            config?: {
                source: string;
                height?: number | null;
                withBalloon?: boolean | null;
            } | null;
        } | {
            /** @constant */
            type: "jsonBuilder";
            config?: {
                dispatch?: boolean | null;
                items?: {
                    key: string | number | boolean;
                    value: string | number | boolean;
                }[] | null;
            } | null;
        } | {
            /** @constant */
            type: "language";
            config?: {
                language: string;
            } | null;
        } | {
            /** @constant */
            type: "locale";
            config?: {
                locale: string;
            } | null;
        } | {
            /** @constant */
            type: "pauseBot";
            config?: {
                minutes?: number | null;
            } | null;
        } | {
            /** @constant */
            type: "goToVariableDialog";
            config?: {
                variable: string;
            } | null;
        } | {
            /** @constant */
            type: "getTime";
            config?: {
                variable: string;
                offset?: (string | number | boolean) | null;
            } | null;
        } | {
            /** @constant */
            type: "sendMail";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "mailReport";
            config?: {
                subject?: string | null;
                recipients?: string | null;
                body?: string | null;
            } | null;
        } | {
            /** @constant */
            type: "contactCenterAvailability";
            config?: {
                providerId?: (string | number | boolean) | null;
                variable: string;
            } | null;
        } | {
            type: string;
            config?: unknown;
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
    listBots: {
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
                        data: {
                            id: string;
                            name: string;
                            primaryLanguage: string;
                            secondaryLanguages: string[];
                            versions: ("DRAFT" | "LIVE")[];
                            changed: boolean;
                        }[];
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
    createBot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string | null;
                    name: string;
                    primaryLanguage?: string | null;
                };
            };
        };
        responses: {
            /** @description The bot. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        primaryLanguage: string;
                        secondaryLanguages: string[];
                        versions: ("DRAFT" | "LIVE")[];
                        changed: boolean;
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
            /** @description There is such a bot. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showBot: {
        parameters: {
            query?: never;
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
                        secondaryLanguages: string[];
                        versions: ("DRAFT" | "LIVE")[];
                        changed: boolean;
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
    removeBot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
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
    changeBot: {
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
        requestBody?: {
            content: {
                "application/json": {
                    name?: string | null;
                    primaryLanguage?: string | null;
                    secondaryLanguages?: string[] | null;
                };
            };
        };
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
                        secondaryLanguages: string[];
                        versions: ("DRAFT" | "LIVE")[];
                        changed: boolean;
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
            /** @description Unsupported Media Type */
            415: {
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
    exportBot: {
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
            /** @description The document (schema/bot-export.schema.json). */
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
    importBot: {
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
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description What it became, and what is doubtful about it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bot: {
                            id: string;
                            name: string;
                            primaryLanguage: string;
                            secondaryLanguages: string[];
                            versions: ("DRAFT" | "LIVE")[];
                            changed: boolean;
                        };
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning";
                            pointer: string;
                            message: string;
                        }[];
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
            /** @description Unsupported Media Type */
            415: {
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
    checkBot: {
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
            /** @description The findings, errors first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @enum {string} */
                            severity: "error" | "warning";
                            pointer: string;
                            message: string;
                        }[];
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
    showSettings: {
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
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        enabled?: boolean | null;
                        typingMs?: number | null;
                        messageLength?: {
                            max?: number | null;
                            dialogId?: (string | number | boolean) | null;
                        } | null;
                        languageDetection?: {
                            dialogId?: (string | number | boolean) | null;
                        } | null;
                        offloading?: {
                            enabled?: boolean | null;
                        } | null;
                        code?: {
                            wallMs?: number | null;
                            cpuMs?: number | null;
                            heapBytes?: number | null;
                            resultBytes?: number | null;
                            fetches?: number | null;
                        } | null;
                        retention?: {
                            conversationsDays?: number | null;
                            sessionsDays?: number | null;
                            errorsDays?: number | null;
                            expressionsDays?: number | null;
                            journalDays?: number | null;
                        } | null;
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
    changeSettings: {
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
        requestBody?: {
            content: {
                "application/json": {
                    enabled?: boolean | null;
                    typingMs?: number | null;
                    messageLength?: {
                        max?: number | null;
                        dialogId?: (string | number | boolean) | null;
                    } | null;
                    languageDetection?: {
                        dialogId?: (string | number | boolean) | null;
                    } | null;
                    offloading?: {
                        enabled?: boolean | null;
                    } | null;
                    code?: {
                        wallMs?: number | null;
                        cpuMs?: number | null;
                        heapBytes?: number | null;
                        resultBytes?: number | null;
                        fetches?: number | null;
                    } | null;
                    retention?: {
                        conversationsDays?: number | null;
                        sessionsDays?: number | null;
                        errorsDays?: number | null;
                        expressionsDays?: number | null;
                        journalDays?: number | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        enabled?: boolean | null;
                        typingMs?: number | null;
                        messageLength?: {
                            max?: number | null;
                            dialogId?: (string | number | boolean) | null;
                        } | null;
                        languageDetection?: {
                            dialogId?: (string | number | boolean) | null;
                        } | null;
                        offloading?: {
                            enabled?: boolean | null;
                        } | null;
                        code?: {
                            wallMs?: number | null;
                            cpuMs?: number | null;
                            heapBytes?: number | null;
                            resultBytes?: number | null;
                            fetches?: number | null;
                        } | null;
                        retention?: {
                            conversationsDays?: number | null;
                            sessionsDays?: number | null;
                            errorsDays?: number | null;
                            expressionsDays?: number | null;
                            journalDays?: number | null;
                        } | null;
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
            /** @description Unsupported Media Type */
            415: {
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
    listVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            number: number;
                            at: string;
                            author: string;
                            notes: string;
                            /** @enum {string} */
                            kind: "publish" | "nlp" | "flows" | "restore" | "snapshot";
                            live: boolean;
                        }[];
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
    publishBot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    notes?: string | null;
                    nlpOnly?: boolean | null;
                    flows?: string[] | null;
                };
            };
        };
        responses: {
            /** @description The number of the version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: number;
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
            /** @description Not possible now: no LIVE yet, nothing changed, an intent was removed. */
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
            /** @description Unsupported Media Type */
            415: {
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
    restoreVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    to?: ("DRAFT" | "LIVE") | null;
                };
            };
        };
        responses: {
            /** @description The version that holds what was replaced, or the new LIVE one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: number;
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
            /** @description Unsupported Media Type */
            415: {
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
    listFlows: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            name: string;
                        }[];
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
    createFlow: {
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
                    id?: string | null;
                    name: string;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showFlow: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
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
    putFlow: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string | null;
                    name: string;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeFlow: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listDialogs: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string | number | boolean;
                            name: string;
                            label?: (string | number | boolean) | null;
                            flowId: string | number | boolean;
                            parentId?: (string | number | boolean) | null;
                            system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                            /** @enum {string} */
                            type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                            nlp?: {
                                intent?: string | null;
                                requiredContexts?: string[] | null;
                                outputContexts?: {
                                    name: string;
                                    lifespan?: number | null;
                                }[] | null;
                            } | null;
                            content?: {
                                components?: components["schemas"]["an-object"][] | null;
                                branches?: {
                                    op?: ("AND" | "OR")[] | null;
                                    conditions: {
                                        variable: string;
                                        /** @enum {string} */
                                        operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                        value?: (string | number | boolean) | null;
                                        caseSensitive?: boolean | null;
                                    }[];
                                    goTo?: {
                                        dialogId?: (string | number | boolean) | null;
                                        variables?: {
                                            type?: ("text" | "dialog") | null;
                                            key: string;
                                            value: string | number | boolean;
                                        }[] | null;
                                    } | null;
                                }[] | null;
                                else?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                                actions?: components["schemas"]["an-object-2"][] | null;
                                question?: {
                                    components?: components["schemas"]["an-object"][] | null;
                                } | null;
                                match?: {
                                    /** @enum {string} */
                                    type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                                    entity?: string | null;
                                    past?: boolean | null;
                                    future?: boolean | null;
                                } | null;
                                variable?: string | null;
                                disableNlp?: boolean | null;
                                invalid1?: {
                                    components?: components["schemas"]["an-object"][] | null;
                                } | null;
                                invalid2?: {
                                    components?: components["schemas"]["an-object"][] | null;
                                    goTo?: {
                                        dialogId?: (string | number | boolean) | null;
                                        variables?: {
                                            type?: ("text" | "dialog") | null;
                                            key: string;
                                            value: string | number | boolean;
                                        }[] | null;
                                    } | null;
                                } | null;
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            } | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        }[];
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
    createDialog: {
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
                    id?: (string | number | boolean) | null;
                    name: string;
                    label?: (string | number | boolean) | null;
                    flowId: string | number | boolean;
                    parentId?: (string | number | boolean) | null;
                    system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                    /** @enum {string} */
                    type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                    nlp?: {
                        intent?: string | null;
                        requiredContexts?: string[] | null;
                        outputContexts?: {
                            name: string;
                            lifespan?: number | null;
                        }[] | null;
                    } | null;
                    content?: {
                        components?: components["schemas"]["an-object.2"][] | null;
                        branches?: {
                            op?: ("AND" | "OR")[] | null;
                            conditions: {
                                variable: string;
                                /** @enum {string} */
                                operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                value?: (string | number | boolean) | null;
                                caseSensitive?: boolean | null;
                            }[];
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        }[] | null;
                        else?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
                        actions?: components["schemas"]["an-object-2.2"][] | null;
                        question?: {
                            components?: components["schemas"]["an-object.2"][] | null;
                        } | null;
                        match?: {
                            /** @enum {string} */
                            type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                            entity?: string | null;
                            past?: boolean | null;
                            future?: boolean | null;
                        } | null;
                        variable?: string | null;
                        disableNlp?: boolean | null;
                        invalid1?: {
                            components?: components["schemas"]["an-object.2"][] | null;
                        } | null;
                        invalid2?: {
                            components?: components["schemas"]["an-object.2"][] | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        } | null;
                        goTo?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
                    } | null;
                    goTo?: {
                        dialogId?: (string | number | boolean) | null;
                        variables?: {
                            type?: ("text" | "dialog") | null;
                            key: string;
                            value: string | number | boolean;
                        }[] | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name: string;
                        label?: (string | number | boolean) | null;
                        flowId: string | number | boolean;
                        parentId?: (string | number | boolean) | null;
                        system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                        /** @enum {string} */
                        type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                        nlp?: {
                            intent?: string | null;
                            requiredContexts?: string[] | null;
                            outputContexts?: {
                                name: string;
                                lifespan?: number | null;
                            }[] | null;
                        } | null;
                        content?: {
                            components?: components["schemas"]["an-object.3"][] | null;
                            branches?: {
                                op?: ("AND" | "OR")[] | null;
                                conditions: {
                                    variable: string;
                                    /** @enum {string} */
                                    operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                    value?: (string | number | boolean) | null;
                                    caseSensitive?: boolean | null;
                                }[];
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            }[] | null;
                            else?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                            actions?: components["schemas"]["an-object-2.3"][] | null;
                            question?: {
                                components?: components["schemas"]["an-object.3"][] | null;
                            } | null;
                            match?: {
                                /** @enum {string} */
                                type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                                entity?: string | null;
                                past?: boolean | null;
                                future?: boolean | null;
                            } | null;
                            variable?: string | null;
                            disableNlp?: boolean | null;
                            invalid1?: {
                                components?: components["schemas"]["an-object.3"][] | null;
                            } | null;
                            invalid2?: {
                                components?: components["schemas"]["an-object.3"][] | null;
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            } | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        } | null;
                        goTo?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showDialog: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name: string;
                        label?: (string | number | boolean) | null;
                        flowId: string | number | boolean;
                        parentId?: (string | number | boolean) | null;
                        system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                        /** @enum {string} */
                        type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                        nlp?: {
                            intent?: string | null;
                            requiredContexts?: string[] | null;
                            outputContexts?: {
                                name: string;
                                lifespan?: number | null;
                            }[] | null;
                        } | null;
                        content?: {
                            components?: components["schemas"]["an-object.4"][] | null;
                            branches?: {
                                op?: ("AND" | "OR")[] | null;
                                conditions: {
                                    variable: string;
                                    /** @enum {string} */
                                    operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                    value?: (string | number | boolean) | null;
                                    caseSensitive?: boolean | null;
                                }[];
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            }[] | null;
                            else?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                            actions?: components["schemas"]["an-object-2.4"][] | null;
                            question?: {
                                components?: components["schemas"]["an-object.4"][] | null;
                            } | null;
                            match?: {
                                /** @enum {string} */
                                type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                                entity?: string | null;
                                past?: boolean | null;
                                future?: boolean | null;
                            } | null;
                            variable?: string | null;
                            disableNlp?: boolean | null;
                            invalid1?: {
                                components?: components["schemas"]["an-object.4"][] | null;
                            } | null;
                            invalid2?: {
                                components?: components["schemas"]["an-object.4"][] | null;
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            } | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        } | null;
                        goTo?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
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
    putDialog: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: (string | number | boolean) | null;
                    name: string;
                    label?: (string | number | boolean) | null;
                    flowId: string | number | boolean;
                    parentId?: (string | number | boolean) | null;
                    system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                    /** @enum {string} */
                    type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                    nlp?: {
                        intent?: string | null;
                        requiredContexts?: string[] | null;
                        outputContexts?: {
                            name: string;
                            lifespan?: number | null;
                        }[] | null;
                    } | null;
                    content?: {
                        components?: components["schemas"]["an-object.5"][] | null;
                        branches?: {
                            op?: ("AND" | "OR")[] | null;
                            conditions: {
                                variable: string;
                                /** @enum {string} */
                                operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                value?: (string | number | boolean) | null;
                                caseSensitive?: boolean | null;
                            }[];
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        }[] | null;
                        else?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
                        actions?: components["schemas"]["an-object-2.5"][] | null;
                        question?: {
                            components?: components["schemas"]["an-object.5"][] | null;
                        } | null;
                        match?: {
                            /** @enum {string} */
                            type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                            entity?: string | null;
                            past?: boolean | null;
                            future?: boolean | null;
                        } | null;
                        variable?: string | null;
                        disableNlp?: boolean | null;
                        invalid1?: {
                            components?: components["schemas"]["an-object.5"][] | null;
                        } | null;
                        invalid2?: {
                            components?: components["schemas"]["an-object.5"][] | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        } | null;
                        goTo?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
                    } | null;
                    goTo?: {
                        dialogId?: (string | number | boolean) | null;
                        variables?: {
                            type?: ("text" | "dialog") | null;
                            key: string;
                            value: string | number | boolean;
                        }[] | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name: string;
                        label?: (string | number | boolean) | null;
                        flowId: string | number | boolean;
                        parentId?: (string | number | boolean) | null;
                        system?: ("introduction" | "notUnderstood" | "botDisabled" | "errorOccurred" | "offloadingDisabled" | "offloadingClosed" | "offloadingOpened") | null;
                        /** @enum {string} */
                        type: "MESSAGE" | "GO_TO" | "ACTION" | "USER_INPUT";
                        nlp?: {
                            intent?: string | null;
                            requiredContexts?: string[] | null;
                            outputContexts?: {
                                name: string;
                                lifespan?: number | null;
                            }[] | null;
                        } | null;
                        content?: {
                            components?: components["schemas"]["an-object.6"][] | null;
                            branches?: {
                                op?: ("AND" | "OR")[] | null;
                                conditions: {
                                    variable: string;
                                    /** @enum {string} */
                                    operator: "equals" | "notEquals" | "exists" | "notExists" | "greaterThan" | "greaterThanOrEquals" | "lowerThan" | "lowerThanOrEquals" | "contains" | "notContains" | "startsWith" | "endsWith" | "regex";
                                    value?: (string | number | boolean) | null;
                                    caseSensitive?: boolean | null;
                                }[];
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            }[] | null;
                            else?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                            actions?: components["schemas"]["an-object-2.6"][] | null;
                            question?: {
                                components?: components["schemas"]["an-object.6"][] | null;
                            } | null;
                            match?: {
                                /** @enum {string} */
                                type: "any" | "date" | "email" | "phone" | "number" | "currency" | "hours" | "location" | "image" | "language" | "url" | "voiceMessage" | "entity";
                                entity?: string | null;
                                past?: boolean | null;
                                future?: boolean | null;
                            } | null;
                            variable?: string | null;
                            disableNlp?: boolean | null;
                            invalid1?: {
                                components?: components["schemas"]["an-object.6"][] | null;
                            } | null;
                            invalid2?: {
                                components?: components["schemas"]["an-object.6"][] | null;
                                goTo?: {
                                    dialogId?: (string | number | boolean) | null;
                                    variables?: {
                                        type?: ("text" | "dialog") | null;
                                        key: string;
                                        value: string | number | boolean;
                                    }[] | null;
                                } | null;
                            } | null;
                            goTo?: {
                                dialogId?: (string | number | boolean) | null;
                                variables?: {
                                    type?: ("text" | "dialog") | null;
                                    key: string;
                                    value: string | number | boolean;
                                }[] | null;
                            } | null;
                        } | null;
                        goTo?: {
                            dialogId?: (string | number | boolean) | null;
                            variables?: {
                                type?: ("text" | "dialog") | null;
                                key: string;
                                value: string | number | boolean;
                            }[] | null;
                        } | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeDialog: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listVariables: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            description?: string | null;
                            sensitive?: boolean | null;
                            dialog?: boolean | null;
                            defaultValue?: (string | number | boolean) | null;
                        }[];
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
    createVariable: {
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
                    name: string;
                    description?: string | null;
                    sensitive?: boolean | null;
                    dialog?: boolean | null;
                    defaultValue?: (string | number | boolean) | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        sensitive?: boolean | null;
                        dialog?: boolean | null;
                        defaultValue?: (string | number | boolean) | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showVariable: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        sensitive?: boolean | null;
                        dialog?: boolean | null;
                        defaultValue?: (string | number | boolean) | null;
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
    putVariable: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string | null;
                    description?: string | null;
                    sensitive?: boolean | null;
                    dialog?: boolean | null;
                    defaultValue?: (string | number | boolean) | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        sensitive?: boolean | null;
                        dialog?: boolean | null;
                        defaultValue?: (string | number | boolean) | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeVariable: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listEventDefinitions: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            type?: ("variablesChanged" | "silenceDetected") | null;
                            variables?: string[] | null;
                            dialogId: string | number | boolean;
                        }[];
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
    createEventDefinition: {
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
                    name: string;
                    type?: ("variablesChanged" | "silenceDetected") | null;
                    variables?: string[] | null;
                    dialogId: string | number | boolean;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        type?: ("variablesChanged" | "silenceDetected") | null;
                        variables?: string[] | null;
                        dialogId: string | number | boolean;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showEventDefinition: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        type?: ("variablesChanged" | "silenceDetected") | null;
                        variables?: string[] | null;
                        dialogId: string | number | boolean;
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
    putEventDefinition: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    type?: ("variablesChanged" | "silenceDetected") | null;
                    variables?: string[] | null;
                    dialogId: string | number | boolean;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        type?: ("variablesChanged" | "silenceDetected") | null;
                        variables?: string[] | null;
                        dialogId: string | number | boolean;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeEventDefinition: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listIntents: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            expressions?: {
                                [key: string]: string[];
                            } | null;
                        }[];
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
    createIntent: {
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
                    name: string;
                    expressions?: {
                        [key: string]: string[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        expressions?: {
                            [key: string]: string[];
                        } | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showIntent: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        expressions?: {
                            [key: string]: string[];
                        } | null;
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
    putIntent: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string | null;
                    expressions?: {
                        [key: string]: string[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        expressions?: {
                            [key: string]: string[];
                        } | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeIntent: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listEntities: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            /** @enum {string} */
                            type: "match" | "contextual" | "composite";
                            matchType?: ("text" | "pattern") | null;
                            fuzzy?: boolean | null;
                            values?: {
                                value: string | number | boolean;
                                synonyms?: (string | number | boolean)[] | null;
                            }[] | null;
                            pattern?: string | null;
                            parts?: string[] | null;
                        }[];
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
    createEntity: {
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
                    name: string;
                    /** @enum {string} */
                    type: "match" | "contextual" | "composite";
                    matchType?: ("text" | "pattern") | null;
                    fuzzy?: boolean | null;
                    values?: {
                        value: string | number | boolean;
                        synonyms?: (string | number | boolean)[] | null;
                    }[] | null;
                    pattern?: string | null;
                    parts?: string[] | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        type: "match" | "contextual" | "composite";
                        matchType?: ("text" | "pattern") | null;
                        fuzzy?: boolean | null;
                        values?: {
                            value: string | number | boolean;
                            synonyms?: (string | number | boolean)[] | null;
                        }[] | null;
                        pattern?: string | null;
                        parts?: string[] | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showEntity: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        type: "match" | "contextual" | "composite";
                        matchType?: ("text" | "pattern") | null;
                        fuzzy?: boolean | null;
                        values?: {
                            value: string | number | boolean;
                            synonyms?: (string | number | boolean)[] | null;
                        }[] | null;
                        pattern?: string | null;
                        parts?: string[] | null;
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
    putEntity: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    /** @enum {string} */
                    type: "match" | "contextual" | "composite";
                    matchType?: ("text" | "pattern") | null;
                    fuzzy?: boolean | null;
                    values?: {
                        value: string | number | boolean;
                        synonyms?: (string | number | boolean)[] | null;
                    }[] | null;
                    pattern?: string | null;
                    parts?: string[] | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        type: "match" | "contextual" | "composite";
                        matchType?: ("text" | "pattern") | null;
                        fuzzy?: boolean | null;
                        values?: {
                            value: string | number | boolean;
                            synonyms?: (string | number | boolean)[] | null;
                        }[] | null;
                        pattern?: string | null;
                        parts?: string[] | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeEntity: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listApiSettings: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string | number | boolean;
                            name?: string | null;
                            /** @enum {string} */
                            type: "ssl" | "hmac";
                            privateKey?: string | null;
                            certificate?: string | null;
                            key?: (string | number | boolean) | null;
                            secret?: (string | number | boolean) | null;
                            header?: string | null;
                            encoding?: string | null;
                        }[];
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
    createApiSetting: {
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
                    id?: (string | number | boolean) | null;
                    name?: string | null;
                    /** @enum {string} */
                    type: "ssl" | "hmac";
                    privateKey?: string | null;
                    certificate?: string | null;
                    key?: (string | number | boolean) | null;
                    secret?: (string | number | boolean) | null;
                    header?: string | null;
                    encoding?: string | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name?: string | null;
                        /** @enum {string} */
                        type: "ssl" | "hmac";
                        privateKey?: string | null;
                        certificate?: string | null;
                        key?: (string | number | boolean) | null;
                        secret?: (string | number | boolean) | null;
                        header?: string | null;
                        encoding?: string | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showApiSetting: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name?: string | null;
                        /** @enum {string} */
                        type: "ssl" | "hmac";
                        privateKey?: string | null;
                        certificate?: string | null;
                        key?: (string | number | boolean) | null;
                        secret?: (string | number | boolean) | null;
                        header?: string | null;
                        encoding?: string | null;
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
    putApiSetting: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: (string | number | boolean) | null;
                    name?: string | null;
                    /** @enum {string} */
                    type: "ssl" | "hmac";
                    privateKey?: string | null;
                    certificate?: string | null;
                    key?: (string | number | boolean) | null;
                    secret?: (string | number | boolean) | null;
                    header?: string | null;
                    encoding?: string | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        name?: string | null;
                        /** @enum {string} */
                        type: "ssl" | "hmac";
                        privateKey?: string | null;
                        certificate?: string | null;
                        key?: (string | number | boolean) | null;
                        secret?: (string | number | boolean) | null;
                        header?: string | null;
                        encoding?: string | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeApiSetting: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listChannels: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string | number | boolean;
                            type: string;
                            name?: string | null;
                            version?: ("DRAFT" | "LIVE") | null;
                            enabled?: boolean | null;
                            config?: Record<string, never> | null;
                        }[];
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
    createChannel: {
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
                    id?: (string | number | boolean) | null;
                    type: string;
                    name?: string | null;
                    version?: ("DRAFT" | "LIVE") | null;
                    enabled?: boolean | null;
                    config?: Record<string, never> | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type: string;
                        name?: string | null;
                        version?: ("DRAFT" | "LIVE") | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showChannel: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type: string;
                        name?: string | null;
                        version?: ("DRAFT" | "LIVE") | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
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
    putChannel: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: (string | number | boolean) | null;
                    type: string;
                    name?: string | null;
                    version?: ("DRAFT" | "LIVE") | null;
                    enabled?: boolean | null;
                    config?: Record<string, never> | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type: string;
                        name?: string | null;
                        version?: ("DRAFT" | "LIVE") | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    removeChannel: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    listOffloadProviders: {
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
            /** @description The items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string | number | boolean;
                            type?: string | null;
                            name?: string | null;
                            enabled?: boolean | null;
                            config?: Record<string, never> | null;
                            openingHours?: {
                                timezone?: string | null;
                                week?: {
                                    [key: string]: string[][];
                                } | null;
                                holidays?: string[] | null;
                            } | null;
                        }[];
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
    createOffloadProvider: {
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
        requestBody?: {
            content: {
                "application/json": {
                    id?: (string | number | boolean) | null;
                    type?: string | null;
                    name?: string | null;
                    enabled?: boolean | null;
                    config?: Record<string, never> | null;
                    openingHours?: {
                        timezone?: string | null;
                        week?: {
                            [key: string]: string[][];
                        } | null;
                        holidays?: string[] | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item; its ETag in the header. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type?: string | null;
                        name?: string | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
                        openingHours?: {
                            timezone?: string | null;
                            week?: {
                                [key: string]: string[][];
                            } | null;
                            holidays?: string[] | null;
                        } | null;
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
            /** @description There is such a one. */
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description HEALTH_CHECK_FAILED: the provider does not answer as it must; nothing was saved. */
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
    showOffloadProvider: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type?: string | null;
                        name?: string | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
                        openingHours?: {
                            timezone?: string | null;
                            week?: {
                                [key: string]: string[][];
                            } | null;
                            holidays?: string[] | null;
                        } | null;
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
    putOffloadProvider: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    id?: (string | number | boolean) | null;
                    type?: string | null;
                    name?: string | null;
                    enabled?: boolean | null;
                    config?: Record<string, never> | null;
                    openingHours?: {
                        timezone?: string | null;
                        week?: {
                            [key: string]: string[][];
                        } | null;
                        holidays?: string[] | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | number | boolean;
                        type?: string | null;
                        name?: string | null;
                        enabled?: boolean | null;
                        config?: Record<string, never> | null;
                        openingHours?: {
                            timezone?: string | null;
                            week?: {
                                [key: string]: string[][];
                            } | null;
                            holidays?: string[] | null;
                        } | null;
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
            /** @description The name is taken, or the id is another one. */
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
            /** @description It was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description HEALTH_CHECK_FAILED: the provider does not answer as it must; nothing was saved. */
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
            /** @description If-Match is missing. */
            428: {
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
    removeOffloadProvider: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
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
            /** @description It was changed since it was read. */
            412: {
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
    checkOffloadProvider: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it is; `error` says what is wrong. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        healthy: boolean;
                        error?: string | null;
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
    exportTranslations: {
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
            /** @description The table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
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
    importTranslations: {
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
                "text/csv": string;
            };
        };
        responses: {
            /** @description How many texts are others now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
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
    listConversations: {
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
                /** @description Of this session. */
                sessionId?: string;
                /** @description Handed over to a human, or not. */
                handedOver?: boolean;
                /** @description Those in which no user said anything too. */
                withoutUserMessage?: boolean;
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
                            id: number;
                            sessionId: string;
                            version: string;
                            channel: string;
                            language: string;
                            firstName: string;
                            lastName: string;
                            startedAt: string;
                            lastMessageAt: string;
                            messages: number;
                            handedOver: boolean;
                            emulator: boolean;
                            paused: boolean;
                            sessionKept: boolean;
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
    showConversation: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                conversation: string;
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
                        id: number;
                        sessionId: string;
                        version: string;
                        channel: string;
                        language: string;
                        firstName: string;
                        lastName: string;
                        startedAt: string;
                        lastMessageAt: string;
                        messages: number;
                        handedOver: boolean;
                        emulator: boolean;
                        paused: boolean;
                        sessionKept: boolean;
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
    listConversationMessages: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description The `nextCursor` of the page before: continues after it, whatever has arrived since. */
                cursor?: number;
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                conversation: string;
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
                            turn: number;
                        }[];
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
    showSession: {
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
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: {
                            [key: string]: unknown;
                        };
                        contexts: {
                            name: string;
                            lifespan: number;
                        }[];
                        paused: boolean;
                        waiting: boolean;
                        pausedUntil?: string | null;
                        pendingInput?: {
                            dialogId: string;
                            attempts: number;
                        } | null;
                        offload?: {
                            providerId: string;
                            startedAt: string;
                        } | null;
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
    listErrors: {
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
                /** @description At or after this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Where it arose. */
                source?: "api" | "code" | "offload" | "webhook" | "mail" | "engine";
                /** @description Of this session. */
                sessionId?: string;
                /** @description In this dialog. */
                dialogId?: string;
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
                            version: string;
                            sessionId: string;
                            channel: string;
                            dialog?: {
                                id: string;
                                name: string;
                            } | null;
                            source: string;
                            error: string;
                            request: {
                                [key: string]: unknown;
                            };
                            response: {
                                [key: string]: unknown;
                            };
                            emulator: boolean;
                            createdAt: string;
                        }[];
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
    showError: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                errorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The error. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: string;
                        sessionId: string;
                        channel: string;
                        dialog?: {
                            id: string;
                            name: string;
                        } | null;
                        source: string;
                        error: string;
                        request: {
                            [key: string]: unknown;
                        };
                        response: {
                            [key: string]: unknown;
                        };
                        emulator: boolean;
                        createdAt: string;
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
    listTurns: {
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
                /** @description Which one. */
                conversation: string;
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
                            turn: number;
                            at: string;
                            steps: number;
                            content: string;
                        }[];
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
    showTurn: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                conversation: string;
                /** @description Which one. */
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The turn. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        turn: number;
                        steps: {
                            step: number;
                            at: string;
                            kind: string;
                            event?: {
                                [key: string]: unknown;
                            } | null;
                            effects?: {
                                [key: string]: unknown;
                            }[] | null;
                            before?: {
                                [key: string]: unknown;
                            } | null;
                            after?: {
                                [key: string]: unknown;
                            } | null;
                        }[];
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
    trainBot: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description Only this language. */
                language?: string;
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
            /** @description The languages that are being trained. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        languages: string[];
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
    showTraining: {
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
            /** @description The state of the models. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        untrained: string[];
                        runs: {
                            language: string;
                            phase: string;
                            progress: number;
                            error: string;
                            seconds: number;
                        }[];
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
    cancelTraining: {
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
            /** @description Cancelled. */
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
    showTrainingReport: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description The language; the primary one when not given. */
                language?: string;
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
            /** @description The report; `current`: of the expressions as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        language: string;
                        current: boolean;
                        judged: number;
                        accuracy: number;
                        intents: {
                            intent: string;
                            expressions: number;
                            precision: number;
                            recall: number;
                        }[];
                        confusions: {
                            intent: string;
                            takenFor: string;
                            count: number;
                        }[];
                        suspicious: {
                            expression: string;
                            intent: string;
                            takenFor: string;
                            probability: number;
                        }[];
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
    listReviewTexts: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description Texts in this language only. */
                language?: string;
                /** @description Texts collected for this reason only. */
                reason?: "notUnderstood" | "lowScore";
                /** @description What was decided; `open` when not given. */
                state?: "open" | "accepted" | "outOfScope" | "ignored";
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
                            text: string;
                            language: string;
                            /** @enum {string} */
                            reason: "notUnderstood" | "lowScore";
                            intent?: string | null;
                            score: number;
                            times: number;
                            firstSeenAt: string;
                            lastSeenAt: string;
                            /** @enum {string} */
                            state: "open" | "accepted" | "outOfScope" | "ignored";
                        }[];
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
    acceptReviewText: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                textId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    intent: string;
                    expression?: string | null;
                };
            };
        };
        responses: {
            /** @description The text; the ETag of the intent in the header. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        language: string;
                        /** @enum {string} */
                        reason: "notUnderstood" | "lowScore";
                        intent?: string | null;
                        score: number;
                        times: number;
                        firstSeenAt: string;
                        lastSeenAt: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "outOfScope" | "ignored";
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
            /** @description Decided otherwise already, or another intent says so, or it is out of scope. */
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
            /** @description The intent was changed since it was read. */
            412: {
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
            /** @description Unsupported Media Type */
            415: {
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
    markReviewTextOutOfScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                textId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        language: string;
                        /** @enum {string} */
                        reason: "notUnderstood" | "lowScore";
                        intent?: string | null;
                        score: number;
                        times: number;
                        firstSeenAt: string;
                        lastSeenAt: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "outOfScope" | "ignored";
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
            /** @description Decided otherwise already, or an intent says so. */
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
    ignoreReviewText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                textId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        language: string;
                        /** @enum {string} */
                        reason: "notUnderstood" | "lowScore";
                        intent?: string | null;
                        score: number;
                        times: number;
                        firstSeenAt: string;
                        lastSeenAt: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "outOfScope" | "ignored";
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
            /** @description Decided otherwise already. */
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
    exportPerson: {
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
            /** @description Everything. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessionId: string;
                        messages: {
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
                        errors: {
                            createdAt: string;
                            source: string;
                            error: string;
                        }[];
                        reviewTexts: {
                            text: string;
                            language: string;
                            times: number;
                            lastSeenAt: string;
                        }[];
                        session?: {
                            [key: string]: unknown;
                        } | null;
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
    erasePerson: {
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
            /** @description Nothing is left. */
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
    showAnalytics: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
                /** @description At or after this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description The type of the channel. */
                channel?: string;
                /** @description Two letters. */
                language?: string;
                /** @description For hours and days in another time zone. */
                utcOffsetMinutes?: number;
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
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        conversations: number;
                        users: number;
                        newUsers: number;
                        returningUsers: number;
                        userMessages: {
                            total: number;
                            understood: number;
                            notUnderstood: number;
                            buttonClicks: number;
                        };
                        byLanguage: {
                            [key: string]: number;
                        };
                        byChannel: {
                            [key: string]: number;
                        };
                        handovers: number;
                        handoverShare: number;
                        messagesPerConversation: number;
                        durationMinutes: number;
                        intentCalls: number;
                        triggeredIntents: number;
                        intentsPerConversation: number;
                        topIntents: {
                            intent: string;
                            calls: number;
                        }[];
                        messagesPerHour: number[];
                        messagesPerDay: {
                            [key: string]: number;
                        };
                        firstDialogs: {
                            dialog: string;
                            conversations: number;
                        }[];
                        dialogs: {
                            dialog: string;
                            runs: number;
                            ended: number;
                            next: {
                                dialog: string;
                                times: number;
                            }[];
                        }[];
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
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                            bots?: string[] | null;
                            createdAt: string;
                            expiresAt?: string | null;
                            expired: boolean;
                        }[];
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
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    role?: ("admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent") | null;
                    bots?: string[] | null;
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description The token, id:secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        id: string;
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
            /** @description Unsupported Media Type */
            415: {
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
    removeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                tokenId: string;
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
            /** @description It comes from the environment of the server. */
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
    listAudit: {
        parameters: {
            query?: {
                /** @description How many items to answer at most; 50 when not given. */
                limit?: number;
                /** @description How many items to skip. Items that arrive meanwhile shift the pages: prefer cursor. */
                offset?: number;
                /** @description The `nextCursor` of the page before: continues after it, whatever has arrived since. */
                cursor?: number;
                /** @description About this bot only. */
                botId?: string;
            };
            header?: never;
            path?: never;
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
                            id: number;
                            at: string;
                            actor: {
                                kind: string;
                                id: string;
                                name: string;
                            };
                            action: string;
                            botId: string;
                            object: string;
                            status: number;
                        }[];
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
    emulate: {
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
                    sessionId?: string | null;
                    message: {
                        [key: string]: unknown;
                    };
                    user?: {
                        [key: string]: unknown;
                    } | null;
                    sessionData?: {
                        [key: string]: unknown;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The turn. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessionId: string;
                        finished: boolean;
                        messages: {
                            id: string;
                            actor: string;
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
                        }[];
                        session: {
                            [key: string]: unknown;
                        };
                        nlp?: {
                            [key: string]: unknown;
                        } | null;
                        steps: {
                            at: string;
                            kind: string;
                            event: {
                                [key: string]: unknown;
                            };
                            effects: {
                                [key: string]: unknown;
                            }[];
                        }[];
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
            /** @description Unsupported Media Type */
            415: {
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
    streamEvents: {
        parameters: {
            query?: {
                /** @description Which version of the bot is meant. */
                version?: "DRAFT" | "LIVE";
            };
            header?: {
                /** @description Continues after this event. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
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
                        login: string;
                    };
                };
            };
            /** @description Bad Request */
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
            /** @description Unauthorized */
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
            /** @description A page of another site sent this. */
            403: {
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
            /** @description Payload Too Large */
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
            /** @description Unsupported Media Type */
            415: {
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
            /** @description Too many attempts; see Retry-After. */
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
            /** @description Internal Server Error */
            500: {
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
            /** @description Service Unavailable */
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
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    password: string;
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
                        login: string;
                    };
                };
            };
            /** @description Bad Request */
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
            /** @description Unauthorized */
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
            /** @description A page of another site sent this. */
            403: {
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
            /** @description Payload Too Large */
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
            /** @description Unsupported Media Type */
            415: {
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
            /** @description Too many attempts; see Retry-After. */
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
            /** @description Internal Server Error */
            500: {
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
            /** @description Service Unavailable */
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
    checkSetupLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
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
                        login: string;
                    };
                };
            };
            /** @description Bad Request */
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
            /** @description Unauthorized */
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
            /** @description A page of another site sent this. */
            403: {
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
            /** @description Payload Too Large */
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
            /** @description Unsupported Media Type */
            415: {
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
            /** @description Too many attempts; see Retry-After. */
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
            /** @description Internal Server Error */
            500: {
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
            /** @description Service Unavailable */
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
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out here; at this address of the OpenID Connect provider the browser logs out there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        providerUrl: string;
                    };
                };
            };
            /** @description Logged out. */
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
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "user" | "token";
                        id: string;
                        login: string;
                        name: string;
                        bots: {
                            [key: string]: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        };
                        role: string;
                        email?: string | null;
                        hasPassword?: boolean | null;
                        csrfToken?: string | null;
                        loginId?: string | null;
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
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current?: string | null;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Changed; the cookie is a new one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        login: string;
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
            /** @description Unsupported Media Type */
            415: {
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
    listLogins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The logins, the latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            address: string;
                            browser: string;
                            createdAt: string;
                            usedAt: string;
                            current: boolean;
                        }[];
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
    endLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                loginId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
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
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts, by login. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            login: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            bots: {
                                [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                            };
                            disabled: boolean;
                            hasPassword: boolean;
                            hasOpenId: boolean;
                            createdAt: string;
                        }[];
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
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    name?: string | null;
                    email?: string | null;
                    role?: ("admin" | "member") | null;
                    bots?: {
                        [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                    } | null;
                    disabled?: boolean | null;
                };
            };
        };
        responses: {
            /** @description The account. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        login: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "admin" | "member";
                        bots: {
                            [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        };
                        disabled: boolean;
                        hasPassword: boolean;
                        hasOpenId: boolean;
                        createdAt: string;
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
            /** @description Somebody has the login or the address, or nobody would be left to administer. */
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
            /** @description Unsupported Media Type */
            415: {
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
    showUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        login: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "admin" | "member";
                        bots: {
                            [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        };
                        disabled: boolean;
                        hasPassword: boolean;
                        hasOpenId: boolean;
                        createdAt: string;
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
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                userId: string;
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
            /** @description Somebody has the login or the address, or nobody would be left to administer. */
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
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string | null;
                    email?: string | null;
                    role?: ("admin" | "member") | null;
                    bots?: {
                        [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                    } | null;
                    disabled?: boolean | null;
                    login?: string | null;
                };
            };
        };
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        login: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "admin" | "member";
                        bots: {
                            [key: string]: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        };
                        disabled: boolean;
                        hasPassword: boolean;
                        hasOpenId: boolean;
                        createdAt: string;
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
            /** @description Somebody has the login or the address, or nobody would be left to administer. */
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
            /** @description Unsupported Media Type */
            415: {
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
    createSetupLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, shown this once; it lasts a day. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: string;
                        expiresAt: string;
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
    showAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Access and members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "OPEN" | "RESTRICTED";
                        members: {
                            userId: string;
                            login: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        }[];
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
    changeAccess: {
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
                    /** @enum {string} */
                    access: "OPEN" | "RESTRICTED";
                };
            };
        };
        responses: {
            /** @description Access and members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "OPEN" | "RESTRICTED";
                        members: {
                            userId: string;
                            login: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        }[];
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
            /** @description Unsupported Media Type */
            415: {
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
    giveRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                };
            };
        };
        responses: {
            /** @description Access and members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "OPEN" | "RESTRICTED";
                        members: {
                            userId: string;
                            login: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        }[];
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
            /** @description The person is an administrator. */
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
            /** @description Unsupported Media Type */
            415: {
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
    takeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bot's id. */
                botId: string;
                /** @description Which one. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Access and members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "OPEN" | "RESTRICTED";
                        members: {
                            userId: string;
                            login: string;
                            name: string;
                            /** @enum {string} */
                            role: "admin" | "edit" | "read-only" | "nlp-only" | "bot-builder" | "agent";
                        }[];
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
            /** @description The person is an administrator. */
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
    getManageOpenApi: {
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
    getManageDocumentation: {
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
