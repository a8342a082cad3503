#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

struct evp_md_ctx_st;

namespace ca {

/// SHA-256 of a stream, as OpenSSL has it: with the processor's own instructions, five times as fast as Qt's.
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    /// Ends the stream.
    [[nodiscard]] QByteArray result();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace ca
