#pragma once

#include <QString>

namespace ca::bench {

/// A runbook that makes 300 MB of files: some that do not compress, some that do, and many small ones.
inline QString mixedDataTask()
{
    return QStringLiteral("$ head -c 120000000 /dev/urandom > random.bin\n"
                          "$ seq 1 16500000 | head -c 120000000 > numbers.txt\n"
                          "$ mkdir small && head -c 60000000 /dev/urandom | base64 | head -c 60000000 | "
                          "split -a 4 -b 20000 - small/part-\n");
}

} // namespace ca::bench
