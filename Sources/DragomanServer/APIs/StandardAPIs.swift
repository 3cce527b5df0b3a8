/// Every family of HTTP endpoints, for the router.
package func standardAPIs(service: TranslationService, access: any AccessControlling) -> [any HTTPAPI] {
  [
    OwnAPI(service: service, access: access), TranslateDispatchAPI(service: service, access: access),
    LibreTranslateAPI(service: service, access: access), DeepLAPI(service: service, access: access),
    ApertiumAPI(service: service, access: access), PageAPI(),
  ]
}

/// Every path of WebSockets that is asked and answers.
package func standardMessageEndpoints(
  service: TranslationService, access: any AccessControlling
) -> [MessageEndpoint] {
  [OPUSMTAPI(service: service, access: access).endpoint]
}
