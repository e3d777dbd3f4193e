// What went wrong on this page: kept, so that #check can tell.
const wrong = [];
addEventListener("error", event => wrong.push("error: " + event.message));
addEventListener("unhandledrejection", event => wrong.push("rejection: " + event.reason));
addEventListener("securitypolicyviolation", event => wrong.push("request: " + event.violatedDirective + " " + event.blockedURI));
