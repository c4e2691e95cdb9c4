base=http://127.0.0.1:6543

# -c keeps the session cookie, -b sends it. The right code gets a new one.
code=$(curl -s -c cookies.txt "$base/register?userId=13800138000" | sed 's/.*"message":"\([0-9]*\)".*/\1/')
curl -s -b cookies.txt -c cookies.txt -d "code_v=$code&code=$code" $base/register
curl -s -b cookies.txt -F img=@avatar.png $base/upload
curl -s -b cookies.txt -d 'register=1&password=abcd1234' --data-urlencode 'nickname=小明' $base/register
curl -s -d 'userId=13800138000&password=abcd1234' $base/log
