#include "viewheaders.h"

#include <algorithm>
#include <array>

namespace ca {

namespace {
constexpr std::array<QByteArrayView, 22> ownFields{"Set-Cookie",
                                                   "Set-Cookie2",
                                                   "Clear-Site-Data",
                                                   "Content-Security-Policy",
                                                   "Content-Security-Policy-Report-Only",
                                                   "Referrer-Policy",
                                                   "X-Content-Type-Options",
                                                   "X-Frame-Options",
                                                   "Cross-Origin-Opener-Policy",
                                                   "Cross-Origin-Embedder-Policy",
                                                   "Cross-Origin-Resource-Policy",
                                                   "Access-Control-Allow-Origin",
                                                   "Access-Control-Allow-Credentials",
                                                   "Access-Control-Allow-Headers",
                                                   "Access-Control-Allow-Methods",
                                                   "Access-Control-Expose-Headers",
                                                   "Access-Control-Max-Age",
                                                   "Permissions-Policy",
                                                   "Service-Worker-Allowed",
                                                   "Report-To",
                                                   "NEL",
                                                   "Alt-Svc"};
}

bool isViewField(QByteArrayView name)
{
    return std::ranges::any_of(ownFields,
                               [&](QByteArrayView own) { return own.compare(name, Qt::CaseInsensitive) == 0; });
}

QByteArray viewFields(ViewPage page, QByteArrayView host)
{
    QByteArray policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";
    if (page == ViewPage::Notebook) {
        policy = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'self'; "
                 "form-action 'self'; frame-ancestors 'self'; connect-src 'self' data: blob:";
    }
    policy += " ws://" + host.toByteArray();
    return "Content-Security-Policy: " + policy +
           "\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
           "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n";
}

QByteArray httpStatusText(int status)
{
    static constexpr std::array<std::pair<int, QByteArrayView>, 8> names{{{200, "OK"},
                                                                          {400, "Bad Request"},
                                                                          {403, "Forbidden"},
                                                                          {404, "Not Found"},
                                                                          {405, "Method Not Allowed"},
                                                                          {408, "Request Timeout"},
                                                                          {421, "Misdirected Request"},
                                                                          {502, "Bad Gateway"}}};
    const auto *found = std::ranges::find(names, status, &std::pair<int, QByteArrayView>::first);
    return QByteArray::number(status) + ' ' +
           (found != names.end() ? found->second.toByteArray() : QByteArray("Refused"));
}

QByteArray viewAnswer(int status, QByteArrayView sentence, bool withBody)
{
    QByteArray out = "HTTP/1.1 " + httpStatusText(status) +
                     "\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
                     "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                     "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
                     "Content-Length: " +
                     QByteArray::number(sentence.size() + 1) + "\r\n\r\n";
    if (withBody)
        out.append(sentence).append('\n');
    return out;
}

} // namespace ca
